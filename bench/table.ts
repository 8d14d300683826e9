import { readFileSync, writeFileSync } from 'node:fs'
import type { Comparison } from './harness.ts'

export interface Row extends Comparison {
  readonly what: string
  readonly reference: string
  /** The least ratio that will do; absent where none is set. */
  readonly budget?: number
}

const START = '<!-- bench:start -->'
const END = '<!-- bench:end -->'

export function markdownTable(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const budget = row.budget === undefined ? '' : `at least ${row.budget}`
    return `| ${row.what} | ${time(row.ours)} | ${row.reference} | ${time(row.referenceTime)} | ${ratio(row.ratio)} | ${budget} |`
  })
  return [
    '| what | time | reference | its time | ratio | budget |',
    '| --- | ---: | --- | ---: | ---: | --- |',
    ...lines,
  ].join('\n')
}

/** Replaces what stands between the marks of the README. */
export function writeIntoReadme(file: URL, table: string): void {
  const text = readFileSync(file, 'utf8')
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start === -1 || end < start)
    throw new Error(`README.md has no marks ${START} and ${END} to write between.`)
  writeFileSync(file, `${text.slice(0, start + START.length)}\n${table}\n${text.slice(end)}`)
}

function time(microseconds: number): string {
  return microseconds < 1000
    ? `${microseconds.toFixed(0)} µs`
    : `${(microseconds / 1000).toFixed(1)} ms`
}

function ratio(value: number): string {
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en')
}
