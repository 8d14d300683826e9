import { existsSync, globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const ROOT = new URL('../', import.meta.url)
const DESIGN = new URL('../shared/', ROOT)

/** The text of all tests and of the rows that they read. */
function testText(): string {
  const files = globSync(
    ['{packages,apps,e2e}/**/*.test.ts', 'packages/**/cases/*.ts', 'e2e/**/probes/*.ts'],
    {
      cwd: ROOT,
      exclude: (name) => name.includes('node_modules'),
    },
  )
  return files.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n')
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

describe('what the tests have to prove', () => {
  const tests = testText()

  test('each row of the checks has a titled test or a line among the deviations', () => {
    const deviations = readFileSync(new URL('docs/deviations.md', ROOT), 'utf8')
    const checks = range(1, 123)
    const missing = checks
      .map((number) => new RegExp(`\\bC${number}\\b`))
      .filter((check) => !check.test(tests) && !check.test(deviations))
    expect(missing).toEqual([])
  })

  test('each row of the shared cases, where they are at hand, is named by a test', () => {
    const file = new URL('vectors/cases.json', DESIGN)
    const rows = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as { id: string }[])
      : []
    const missing = rows.map(({ id }) => id).filter((id) => !new RegExp(`\\b${id}\\b`).test(tests))
    expect(missing).toEqual([])
    expect(rows).toHaveLength(existsSync(file) ? 110 : 0)
  })
})
