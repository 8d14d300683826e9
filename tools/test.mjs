import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCounts, readFailedFiles, replaceFailed } from './results/vitest.mjs'
import { setUp } from './setup.mjs'
import { ended, start, stopOnSignals } from './setup/processes.mjs'
import { secondsSince, stepLine } from './setup/steps.mjs'
import { runCommand, Stop } from './setup/stop.mjs'
import { filesToTellAgain } from './test/again.mjs'
import { readTestOptions } from './test/options.mjs'

stopOnSignals()
await runCommand(async () => {
  const options = readTestOptions(process.argv.slice(2))
  const { root, node, env } = await setUp({ browsers: options.browsers })
  const started = performance.now()
  const folder = mkdtempSync(join(tmpdir(), 'keyward-tests-'))
  try {
    const report = process.env['KEYWARD_TEST_REPORT'] ?? join(folder, 'report.json')
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    // The tests start hundreds of programs: what is compiled for one serves the next.
    const compiled = { NODE_COMPILE_CACHE: join(folder, 'compiled') }
    /** @type {(args: readonly string[], output: string) => Promise<number>} */
    const run = (args, output) =>
      ended(
        start(node, [vitest, 'run', ...args, '--reporter=json', `--outputFile.json=${output}`], {
          cwd: root,
          env: { ...compiled, ...env, ...options.env },
          stdio: ['ignore', 'inherit', 'inherit'],
        }),
      )
    let code = await run(options.args, report)
    const failedFiles = code === 0 ? [] : readFailedFiles(report, root)
    const again = filesToTellAgain(failedFiles, options.args)
    if (again.length > 0) {
      console.log(
        `\nThese failed, and are told once more from their beginning: ${again.join(', ')}`,
      )
      const second = join(folder, 'again.json')
      code = await run(['--reporter=default', ...again], second)
      replaceFailed(report, second)
      const became = code === 0 ? 'passed' : 'failed again'
      console.log(stepLine(code === 0 ? '✓' : '✗', 'told again', `${became}: ${again.join(', ')}`))
    }
    const { passed, failed } = readCounts(report, code)
    if (code === 0) {
      console.log(stepLine('✓', 'tests', `${passed} passed (${secondsSince(started)})`))
      return 0
    }
    throw new Stop(
      `Tests: ${passed} passed, ${failed} failed (${secondsSince(started)}): mend the first failure above, and run its file alone with \`npm test -- <file>\`.`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
