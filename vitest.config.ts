import { defineConfig } from 'vitest/config'

/** Long suites run the same tests with larger counts, so the same limits are wider for them. */
const LIMIT_FACTOR = process.env['KEYWARD_LONG'] === '1' ? 10 : 1

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tools/**/*.test.ts'],
          testTimeout: 60_000 * LIMIT_FACTOR,
          hookTimeout: 60_000 * LIMIT_FACTOR,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000 * LIMIT_FACTOR,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Browsers get the machine to themselves: after the unit tests, one file at a time.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
