import { readFileSync, writeFileSync } from 'node:fs'

/** One line of the table: what was measured, and what it is held against. */
export interface Row {
  readonly what: string
  /** Microseconds, unless `unit` says otherwise. */
  readonly ours: number
  readonly unit?: 'time' | 'bytes'
  readonly reference?: string
  readonly referenceTime?: number
  /** Reference time over our time. */
  readonly ratio?: number
  /** The least ratio that will do; absent where none is set. */
  readonly budget?: number
  /** The most that will do, in the unit of `ours`; absent where none is set. */
  readonly most?: number
  readonly rounds: number
}

const START = '<!-- bench:start -->'
const END = '<!-- bench:end -->'

const HEAD = ['what', 'measured', 'reference', 'its time', 'ratio', 'budget'] as const
const RIGHT = new Set([1, 3, 4])

/** Whether a row misses a budget that is set for it. */
export function isMissed({ ours, ratio, budget, most }: Row): boolean {
  return (most !== undefined && ours > most) || (budget !== undefined && (ratio ?? 0) < budget)
}

/** A table in the form that the formatter leaves alone. */
export function markdownTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    amount(row, row.ours),
    row.reference ?? '',
    row.referenceTime === undefined ? '' : time(row.referenceTime),
    row.ratio === undefined ? '' : share(row.ratio),
    budgetOf(row),
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

function budgetOf(row: Row): string {
  const parts = [
    ...(row.budget === undefined ? [] : [`at least ${row.budget}`]),
    ...(row.most === undefined ? [] : [`at most ${amount(row, row.most)}`]),
  ]
  return parts.join(', ')
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

function amount({ unit }: Row, value: number): string {
  return unit === 'bytes' ? size(value) : time(value)
}

function time(microseconds: number): string {
  if (microseconds < 1000) return `${microseconds.toFixed(0)} µs`
  const milliseconds = microseconds / 1000
  if (milliseconds >= 1000) return `${short(milliseconds / 1000)} s`
  return `${short(milliseconds)} ms`
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const [value, unit] = bytes < 1e6 ? [bytes / 1000, 'kB'] : [bytes / 1e6, 'MB']
  return `${short(value)} ${unit}`
}

function short(value: number): string {
  return value < 100 && !Number.isInteger(value) ? value.toFixed(1) : value.toFixed(0)
}

function share(value: number): string {
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en')
}
