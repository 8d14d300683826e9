import { join } from 'node:path'
import { readCounts } from '../results/vitest.mjs'
import { end, ended, start } from '../setup/processes.mjs'
import { stepLine } from '../setup/steps.mjs'

/**
 * @typedef {object} CheckStep
 * @property {string} name
 * @property {readonly [string, ...string[]]} command
 * @property {'tests' | 'check' | 'smoke'} kind
 *
 * @typedef {object} StepResult
 * @property {string} name
 * @property {boolean} ok
 * @property {number} seconds
 * @property {import('../results/vitest.mjs').Counts} counts
 */

/**
 * Runs one step to its end, or to the moment when the time for all steps is used up.
 * @param {CheckStep} step
 * @param {{ root: string, deadline: number, reports: string }} run
 * @returns {Promise<StepResult>}
 */
export async function runStep({ name, command, kind }, { root, deadline, reports }) {
  console.log(`\n── ${name}: ${command.join(' ')}`)
  const started = performance.now()
  const report = join(reports, `${name}.json`)
  const code = await runUntil(deadline, command, { root, report })
  const seconds = Math.round((performance.now() - started) / 1000)
  const ok = code === 0
  console.log(stepLine(ok ? '✓' : '✗', name, `${ok ? 'passed' : 'failed'} (${seconds} s)`))
  const counts =
    kind === 'tests' ? readCounts(report, code) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }
  return { name, ok, seconds, counts }
}

/**
 * @param {number} deadline
 * @param {CheckStep['command']} command
 * @param {{ root: string, report: string }} options
 */
async function runUntil(deadline, [program, ...args], { root, report }) {
  const left = deadline - performance.now()
  if (left <= 0) {
    console.log('Not run: the time for all steps is used up.')
    return 1
  }
  const child = start(program, args, {
    cwd: root,
    env: { ...process.env, KEYWARD_TEST_REPORT: report },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const late = setTimeout(() => {
    console.log('Ended: the time for all steps is used up.')
    void end(child)
  }, left)
  const code = await ended(child)
  clearTimeout(late)
  return code
}
