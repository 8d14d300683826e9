import { cpus } from 'node:os'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { authenticatorRows } from './authenticator.ts'
import { logRows } from './log.ts'
import { cosigningRows } from './cosigning.ts'
import { extensionRows } from './extension.ts'
import { serverRows } from './server.ts'
import { signatureRows } from './signatures.ts'
import { isMissed, markdownTable, type Row, writeIntoReadme } from './table.ts'
import { vaultRows } from './vault.ts'
import { webRows } from './web.ts'

/** Every benchmark by the name of its file in bench/results. */
const BENCHES: Readonly<Record<string, (quick: boolean) => Promise<Row[]>>> = {
  authenticator: async (quick) => [
    ...(await authenticatorRows(quick)),
    ...(await signatureRows(quick)),
  ],
  log: logRows,
  vault: vaultRows,
  server: serverRows,
  cosigning: cosigningRows,
  web: webRows,
  extension: extensionRows,
}

const RESULTS = new URL('results/', import.meta.url)

/**
 * npm run bench: times what the budgets name, most of it against a reference in the same run, prints
 * a table, keeps the figures in bench/results and writes the table of all that is kept into the
 * README. Names of benchmarks run those alone. With --quick it only shows that everything runs, and
 * keeps nothing.
 */
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const names = positionals.length === 0 ? Object.keys(BENCHES) : positionals
const unknown = names.find((name) => BENCHES[name] === undefined)
if (unknown !== undefined)
  throw new Error(`There is no benchmark "${unknown}": ${Object.keys(BENCHES).join(', ')}.`)

const rows: Row[] = []
for (const name of names) {
  const made = (await BENCHES[name]?.(values.quick)) ?? []
  if (!values.quick) keep(name, made)
  rows.push(...made)
}
console.log(markdownTable(rows))

if (!values.quick) {
  for (const row of rows) if (isMissed(row)) console.log(`Misses its budget: ${row.what}`)
  const kept = Object.keys(BENCHES).flatMap(readKept)
  writeIntoReadme(new URL('../README.md', import.meta.url), markdownTable(kept))
}

function keep(name: string, made: readonly Row[]): void {
  const machine = {
    node: process.version,
    processor: cpus()[0]?.model ?? 'unknown',
    processors: cpus().length,
  }
  mkdirSync(RESULTS, { recursive: true })
  writeFileSync(fileOf(name), `${JSON.stringify({ machine, rows: made }, null, 2)}\n`)
}

function readKept(name: string): readonly Row[] {
  if (!existsSync(fileOf(name))) return []
  return (JSON.parse(readFileSync(fileOf(name), 'utf8')) as { rows: Row[] }).rows
}

function fileOf(name: string): URL {
  return new URL(`${name}.json`, RESULTS)
}
