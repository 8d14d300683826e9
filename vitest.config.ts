import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const IS_LONG = process.env['KEYWARD_LONG'] === '1'

/** Long runs have the same tests with larger counts, so the same limits are wider for them. */
const LIMIT_FACTOR = IS_LONG ? 10 : 1

const WORKERS = availableParallelism()

/** What a test reads that has larger counts in long runs: only those are run there. */
const GROWS = /KEYWARD_LONG|fuzzRuns|fuzzParser|cases\/model\.ts/

/**
 * Whole minutes of servers that are stopped, filled, damaged and restored, and of phones that are
 * refused, interrupted and looked at: for long runs alone.
 */
const LONG_ONLY = [
  'e2e/agent/perch.test.ts',
  'e2e/extension/{attacks,native,others,pages,proxy,stories}.test.ts',
  'e2e/server/{clock,race,restore,storage}.test.ts',
  'e2e/phone/{faults,gates,interrupted,newcomer,screens,sharing}.test.ts',
]

const UNIT = ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tools/**/*.test.ts']
const E2E = ['e2e/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: IS_LONG ? growing(UNIT) : UNIT,
          // Loading the same modules for each of 270 files takes longer than most of the tests: files
          // of one worker share them, so no test may leave anything behind in a module.
          isolate: IS_LONG,
          // Left to itself, Vitest keeps one of two cores free.
          maxWorkers: WORKERS,
          testTimeout: 60_000 * LIMIT_FACTOR,
          hookTimeout: 60_000 * LIMIT_FACTOR,
        },
      },
      {
        test: {
          name: 'e2e',
          include: IS_LONG ? [...growing(E2E), ...LONG_ONLY] : E2E,
          exclude: IS_LONG ? [] : LONG_ONLY,
          testTimeout: 120_000 * LIMIT_FACTOR,
          hookTimeout: 120_000,
          // Browsers get the machine to themselves: after the unit tests, one file at a time.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

function growing(patterns: readonly string[]): string[] {
  const root = new URL('./', import.meta.url)
  return globSync([...patterns], {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  }).filter((file) => GROWS.test(readFileSync(new URL(file, root), 'utf8')))
}
