import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const IS_LONG = process.env['KEYWARD_LONG'] === '1'

/** Long runs have the same tests with larger counts, so the same limits are wider for them. */
const LIMIT_FACTOR = IS_LONG ? 10 : 1

const WORKERS = availableParallelism()

/** Stories in browsers: phones and pages wait for each other's seconds. */
const BROWSERS = 2

/** What a test reads that has larger counts in long runs: only those are run there. */
const GROWS = /KEYWARD_LONG|fuzzRuns|fuzzParser|cases\/model\.ts/

/**
 * Whole minutes of phones that are refused, interrupted and looked at, and of pages that attack: for
 * long runs alone.
 */
const LONG_ONLY = [
  'e2e/agent/{documented,perch}.test.ts',
  'e2e/extension/{approval,attacks,memory,native,options,others,pages,policy}.test.ts',
  'e2e/extension/{prompt,proxy,resilience,session,signals,stories,timing,verified}.test.ts',
  'e2e/phone/{collections,faults,gates,interrupted,newcomer,requests,screens,sharing}.test.ts',
]

/** Minutes that change little from day to day: with `KEYWARD_MATRIX=all`, as all pairs of phones. */
const BY_HAND = [
  'e2e/extension/firefox-{attacks,native,policy,stories}.test.ts',
  'e2e/extension/looks.test.ts',
]

/** Servers that are killed, filled, set to other clocks and restored: without a browser. */
const SERVERS = 'e2e/server/{clock,kill,race,restore,storage}.test.ts'

const UNIT = ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tools/**/*.test.ts']

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
          setupFiles: ['packages/testkit/property-seed.ts'],
          // Left to itself, Vitest keeps one of two cores free.
          maxWorkers: WORKERS,
          testTimeout: 60_000 * LIMIT_FACTOR,
          hookTimeout: 60_000 * LIMIT_FACTOR,
        },
      },
      {
        test: {
          name: 'servers',
          include: [IS_LONG ? SERVERS : 'e2e/server/kill.test.ts'],
          maxWorkers: WORKERS,
          testTimeout: 120_000 * LIMIT_FACTOR,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          ...stories(['e2e/**/*.test.ts'], ['e2e/extension/**', SERVERS]),
          // Browsers get the machine to themselves: after the unit tests.
          maxWorkers: BROWSERS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'extension',
          ...stories(['e2e/extension/**/*.test.ts'], []),
          maxWorkers: BROWSERS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})

/** What stories in browsers have in common. What several files need is built before they begin. */
function stories(include: readonly string[], exclude: readonly string[]) {
  const isAll = process.env['KEYWARD_MATRIX'] === 'all'
  const long = [...LONG_ONLY, ...(isAll ? BY_HAND : [])].filter((pattern) => {
    return pattern.startsWith('e2e/extension/') === include[0]?.startsWith('e2e/extension/')
  })
  return {
    include: IS_LONG ? [...growing(include), ...long] : [...include],
    exclude: [...exclude, ...(isAll ? [] : BY_HAND), ...(IS_LONG ? [] : long)],
    globalSetup: ['e2e/build-first.ts'],
    testTimeout: 120_000 * LIMIT_FACTOR,
    hookTimeout: 120_000,
    // What windows and other processes do next may take them more than Vitest's second.
    expect: { poll: { timeout: 20_000 } },
    // Two browsers on two cores may upset a test's own seconds. What was told twice is in the report;
    // whoever looks for such a fault turns this off: `--retry 0`. `npm test` tells a file once more
    // where this does not help (`tools/test/again.mjs`).
    retry: 1,
  }
}

function growing(patterns: readonly string[]): string[] {
  const root = new URL('./', import.meta.url)
  return globSync([...patterns], {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  }).filter((file) => GROWS.test(readFileSync(new URL(file, root), 'utf8')))
}
