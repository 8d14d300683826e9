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

const HEAD = ['what', 'time', 'reference', 'its time', 'ratio', 'budget'] as const
const RIGHT = new Set([1, 3, 4])

/** A table in the form that the formatter leaves alone. */
export function markdownTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    time(row.ours),
    row.reference,
    time(row.referenceTime),
    ratio(row.ratio),
    row.budget === undefined ? '' : `at least ${row.budget}`,
  ])
  const widths = HEAD.map((head, i) =>
    Math.max(head.length, 4, ...cells.map((row) => row[i]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => pad(cell, i, widths[i] ?? 0)).join(' | ')} |`
  const rule = widths.map((width, i) =>
    RIGHT.has(i) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  )
  return [line(HEAD), `| ${rule.join(' | ')} |`, ...cells.map(line)].join('\n')
}

function pad(cell: string, column: number, width: number): string {
  return RIGHT.has(column) ? cell.padStart(width) : cell.padEnd(width)
}

/** Replaces what stands between the marks of the README. */
export function writeIntoReadme(file: URL, table: string): void {
  const text = readFileSync(file, 'utf8')
  const start = text.indexOf(START)
  const end = text.indexOf(END)
  if (start === -1 || end < start)
    throw new Error(`README.md has no marks ${START} and ${END} to write between.`)
  writeFileSync(file, `${text.slice(0, start + START.length)}\n\n${table}\n\n${text.slice(end)}`)
}

function time(microseconds: number): string {
  return microseconds < 1000
    ? `${microseconds.toFixed(0)} µs`
    : `${(microseconds / 1000).toFixed(1)} ms`
}

function ratio(value: number): string {
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en')
}
