import { escapeUnprintable } from '../escape.ts'
import { type DateStyle, showDate } from './dates.ts'
import { fit, pad, widthOf } from './width.ts'

/** A text of this program's own, which is shown as it is. All other text is escaped. */
export interface Safe {
  readonly safe: string
}

export type Cell = string | Safe

export interface Column {
  readonly head: string
  /** Whether it may be cut where the terminal is too narrow; ids and codes never are. */
  readonly mayBeCut?: boolean
}

/** Writes what people read: as wide as their terminal, in their language's dates. */
export interface Page {
  /** A moment, in the person's time zone and language; a dash for one that is not known. */
  date(milliseconds: number | null | undefined): Safe
  /** Rows below their heads, or the sentence for when there are none. */
  table(columns: readonly Column[], rows: readonly (readonly Cell[])[], none: string): string
  /** Labels and values, one pair a line; pairs without a value are left out. */
  fields(pairs: readonly (readonly [label: string, value: Cell | undefined])[]): string
  /** One line. */
  line(text: Cell): string
}

/** @param columns how wide the terminal is; undefined writes every cell whole */
export function pageFor(columns: number | undefined, style: DateStyle): Page {
  return {
    date: (milliseconds) => ({
      safe: typeof milliseconds === 'number' ? showDate(milliseconds, style) : '-',
    }),
    table: (heads, rows, none) =>
      rows.length === 0
        ? `${none}\n`
        : tableOf(
            heads,
            rows.map((row) => row.map(plain)),
            columns,
          ),
    fields(pairs) {
      const shown = pairs.filter(([, value]) => value !== undefined)
      const width = Math.max(0, ...shown.map(([label]) => widthOf(label)))
      return shown
        .map(([label, value]) => `${pad(label, width)}  ${plain(value ?? '')}`.trimEnd())
        .map((line) => `${line}\n`)
        .join('')
    },
    line: (text) => `${plain(text)}\n`,
  }
}

const GAP = 2
const NARROWEST = 8

function tableOf(
  heads: readonly Column[],
  rows: readonly (readonly string[])[],
  columns: number | undefined,
): string {
  const all = [heads.map(({ head }) => head), ...rows]
  const wanted = heads.map((_, at) => Math.max(...all.map((row) => widthOf(row[at] ?? ''))))
  const widths = columns === undefined ? wanted : narrowed(heads, wanted, columns)
  return all
    .map((row) =>
      row
        .map((cell, at) => pad(fit(cell, widths[at] ?? 0), widths[at] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** Takes from the widest columns that may be cut until the lines fit, or nothing more can be taken. */
function narrowed(heads: readonly Column[], wanted: readonly number[], columns: number): number[] {
  const widths = [...wanted]
  let over = widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1) - columns
  while (over > 0) {
    let widest = -1
    for (const [at, width] of widths.entries()) {
      if (heads[at]?.mayBeCut === true && width > (widths[widest] ?? NARROWEST)) widest = at
    }
    if (widest === -1) break
    widths[widest] = (widths[widest] ?? 0) - 1
    over -= 1
  }
  return widths
}

function plain(cell: Cell): string {
  return typeof cell === 'string' ? escapeUnprintable(cell) : cell.safe
}
