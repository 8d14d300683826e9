import { cpus } from 'node:os'
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { authenticatorRows } from './authenticator.ts'
import { signatureRows } from './signatures.ts'
import { markdownTable, writeIntoReadme } from './table.ts'

/**
 * npm run bench: times what the budgets name against a reference in the same run, prints a table,
 * keeps the figures in bench/results and writes the table into the README. With --quick it only
 * shows that every benchmark runs, and keeps nothing.
 */
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const rows = [...(await authenticatorRows(values.quick)), ...(await signatureRows(values.quick))]
const table = markdownTable(rows)
console.log(table)

if (!values.quick) {
  const machine = {
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    processors: cpus().length,
  }
  const results = new URL('results/', import.meta.url)
  mkdirSync(results, { recursive: true })
  writeFileSync(
    new URL('authenticator.json', results),
    `${JSON.stringify({ machine, rows }, null, 2)}\n`,
  )
  writeIntoReadme(new URL('../README.md', import.meta.url), table)
  const missed = rows.filter((row) => row.budget !== undefined && row.ratio < row.budget)
  for (const row of missed) console.log(`Below its budget: ${row.what}`)
}
