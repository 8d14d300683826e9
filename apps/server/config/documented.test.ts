import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTINGS } from './settings.ts'

test("the operator's page has each setting, as the program describes it", () => {
  const page = readFileSync(new URL('../../../docs/operator.md', import.meta.url), 'utf8')
  const rows = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  for (const { name, takes, byDefault, meaning } of SETTINGS) {
    const row = rows.find(([, cell]) => cell === `\`${name}\``)
    expect(row?.slice(2, 5), name).toEqual([takes, byDefault, meaning])
  }
})
