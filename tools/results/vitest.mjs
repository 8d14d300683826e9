import { readFileSync, writeFileSync } from 'node:fs'
import { relative, sep } from 'node:path'

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

/**
 * The files of a report that failed, as paths from the root with `/`.
 * @param {string} path
 * @param {string} root
 * @returns {string[]}
 */
export function readFailedFiles(path, root) {
  return failedIn(readReport(path)).map(({ name }) => relative(root, name).split(sep).join('/'))
}

/**
 * Puts what the failed files of a report came to when they were run again in place of what they came
 * to at first.
 * @param {string} path of the first run; it is written anew
 * @param {string} again of the second
 */
export function replaceFailed(path, again) {
  const first = readReport(path)
  const second = readReport(again)
  const told = failedIn(first).flatMap(({ assertionResults = [] }) => assertionResults)
  const passedAlready = told.filter(({ status }) => status === 'passed').length
  const { numPassedTests = 0 } = first
  writeFileSync(
    path,
    JSON.stringify({
      numPassedTests: numPassedTests - passedAlready + (second.numPassedTests ?? 0),
      numFailedTests: second.numFailedTests ?? 0,
    }),
  )
}

/** @param {Report} report */
function failedIn({ testResults = [] }) {
  return testResults.filter(({ status }) => status === 'failed')
}

/**
 * @typedef {object} Report what is read of it
 * @property {number} [numPassedTests]
 * @property {number} [numFailedTests]
 * @property {{ name: string, status: string, assertionResults?: { status: string }[] }[]} [testResults]
 *
 * @param {string} path
 * @returns {Report}
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}
