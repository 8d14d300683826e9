import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runStep } from './check/run-step.mjs'
import { ROOT } from './setup/places.mjs'
import { stopOnSignals } from './setup/processes.mjs'
import { stepLine } from './setup/steps.mjs'
import { runCommand } from './setup/stop.mjs'

const BUDGET_MINUTES = 44

/** Those that take seconds and no browser: that they run is all that is asked of them here. */
const BENCHES = ['--quick', 'authenticator', 'log', 'server']

/**
 * Every step, in order. `tests` steps report the tests that they ran and are left out by
 * `npm run check`; the others count as one each.
 * @type {readonly import('./check/run-step.mjs').CheckStep[]}
 */
const STEPS = [
  { name: 'tests', command: ['npm', 'test'], kind: 'tests' },
  { name: 'newcomer', command: [process.execPath, 'tools/check/newcomer.mjs'], kind: 'smoke' },
  { name: 'types', command: ['npm', 'run', 'types'], kind: 'check' },
  { name: 'lint and sizes', command: ['npm', 'run', 'lint'], kind: 'check' },
  { name: 'format', command: ['npm', 'run', 'format:check'], kind: 'check' },
  { name: 'imports', command: ['npm', 'run', 'imports'], kind: 'check' },
  { name: 'unused', command: ['npm', 'run', 'unused'], kind: 'check' },
  { name: 'long tests', command: ['npm', 'run', 'test:long'], kind: 'tests' },
  { name: 'benchmark', command: ['npm', 'run', 'bench', '--', ...BENCHES], kind: 'smoke' },
]

// The steps wait five seconds for what they started.
stopOnSignals(10_000)
await runCommand(async () => {
  const everything = process.argv.includes('--everything')
  const steps = STEPS.filter((step) => everything || step.kind === 'check')
  const deadline = performance.now() + BUDGET_MINUTES * 60_000
  const reports = mkdtempSync(join(tmpdir(), 'keyward-check-'))
  const results = []
  try {
    for (const step of steps) results.push(await runStep(step, { root: ROOT, deadline, reports }))
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  console.log()
  for (const { name, ok, seconds, counts } of results) {
    const text = `${String(seconds).padStart(5)} s   ${counts.passed} passed, ${counts.failed} failed`
    console.log(stepLine(ok ? '✓' : '✗', name.padEnd(14), text))
  }
  const passed = results.reduce((sum, { counts }) => sum + counts.passed, 0)
  const failed = results.reduce((sum, { counts }) => sum + counts.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
})
