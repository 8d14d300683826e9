import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCounts, readFailedFiles, replaceFailed } from './vitest.mjs'

describe('counts of a test run', () => {
  let folder = ''
  beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'keyward-results-'))))
  afterAll(() => rmSync(folder, { recursive: true }))

  function report(passed: number, failed: number): string {
    const path = join(folder, `${passed}-${failed}.json`)
    writeFileSync(path, JSON.stringify({ numPassedTests: passed, numFailedTests: failed }))
    return path
  }

  test('are those of the report', () => {
    expect(readCounts(report(7, 0), 0)).toEqual({ passed: 7, failed: 0 })
    expect(readCounts(report(7, 2), 1)).toEqual({ passed: 7, failed: 2 })
  })

  test('a run that failed without a failed test counts as one failure', () => {
    expect(readCounts(report(7, 0), 1)).toEqual({ passed: 7, failed: 1 })
    expect(readCounts(join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1 })
  })

  test('of files that are run again are those of the second run', () => {
    const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')]
    const passed = { status: 'passed' }
    const testResults = [
      { name: join(folder, 'e2e/good.test.ts'), status: 'passed', assertionResults: [passed] },
      {
        name: join(folder, 'e2e/bad.test.ts'),
        status: 'failed',
        assertionResults: [passed, { status: 'failed' }, { status: 'failed' }],
      },
    ]
    writeFileSync(first, JSON.stringify({ numPassedTests: 2, numFailedTests: 2, testResults }))
    expect(readFailedFiles(first, folder)).toEqual(['e2e/bad.test.ts'])
    writeFileSync(second, JSON.stringify({ numPassedTests: 2, numFailedTests: 1 }))
    replaceFailed(first, second)
    expect(readCounts(first, 1)).toEqual({ passed: 3, failed: 1 })
  })

  test('a second run that says nothing is a failure', () => {
    const path = report(7, 2)
    replaceFailed(path, join(folder, 'none.json'))
    expect(readCounts(path, 1)).toEqual({ passed: 7, failed: 1 })
  })
})
