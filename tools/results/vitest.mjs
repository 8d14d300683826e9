import { readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number }} Counts
 *
 * Reads how many tests passed and failed from vitest's JSON report. A run that failed in another way
 * (no report, a file that does not load, an error outside a test) counts as one failure more.
 * @param {string} path
 * @param {number} exitCode of vitest
 * @returns {Counts}
 */
export function readCounts(path, exitCode) {
  const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = readReport(path)
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed }
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}
