import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCounts } from './results/vitest.mjs'
import { setUp } from './setup.mjs'
import { ended, start, stopOnSignals } from './setup/processes.mjs'
import { secondsSince, stepLine } from './setup/steps.mjs'
import { runCommand, Stop } from './setup/stop.mjs'
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
    const args = [vitest, 'run', ...options.args, '--reporter=json', `--outputFile.json=${report}`]
    // The tests start hundreds of programs: what is compiled for one serves the next.
    const compiled = { NODE_COMPILE_CACHE: join(folder, 'compiled') }
    const child = start(node, args, {
      cwd: root,
      env: { ...compiled, ...env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const code = await ended(child)
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
