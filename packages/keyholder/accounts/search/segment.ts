import type { SearchEntry } from './entry.ts'
import { hashesOf, hasHash } from './hash.ts'
import {
  accountIdOf,
  collectionField,
  COLUMN,
  COLUMNS,
  compareOrders,
  entryOf,
  type Lines,
  linesOf,
  Order,
  rpIdField,
} from './lines.ts'
import { isFirstWord, isWordEnd } from './words.ts'

/** How much more a match counts at the start of a value, and when it is the whole word. */
const AT_START = 5
const WHOLE_WORD = 3

const LINE_END = '\n'
const AFTER_COLLECTION = ['', ' ', '\t', LINE_END]

/**
 * Entries that do not change, as a few long texts: a column for each field, with a line for each
 * entry. It is searched without an object for any entry; one is made for what is asked for.
 */
export class Segment {
  readonly size: number
  readonly columns: readonly string[]
  /** Of the RP IDs of all entries, in ascending order: an RP ID that is not in it is not here. */
  readonly rpIdHashes: Uint32Array
  readonly #starts: (Uint32Array | undefined)[] = []
  readonly #orders = new Map<number, Order>()
  #numbers: ReadonlyMap<string, number> | undefined
  #scores: Uint32Array | undefined

  /**
   * @param columns lines in the order of `compareOrders`, `size` of them in each; lines that are not
   *   there count as empty
   */
  constructor(size: number, columns: readonly string[], rpIdHashes: Uint32Array) {
    this.size = size
    this.columns = columns
    this.rpIdHashes = rpIdHashes
  }

  /** A segment of these entries, no two with one account id. */
  static of(entries: readonly SearchEntry[]): Segment {
    const ordered = entries
      .map(linesOf)
      .map((lines) => ({ lines, order: new Order((column) => lines[column] ?? '') }))
      .toSorted((a, b) => compareOrders(a.order, b.order))
    const columns = Array.from({ length: COLUMNS }, (_, column) =>
      ordered.map(({ lines }) => lines[column]).join(LINE_END),
    )
    return new Segment(ordered.length, columns, hashesOf(entries.flatMap(({ rpIds }) => rpIds)))
  }

  /** Scratch memory of a search, by entry: 0 for one that is not found. */
  get scores(): Uint32Array {
    this.#scores ??= new Uint32Array(this.size)
    return this.#scores
  }

  /** Account ids, in the order of the entries. */
  get ids(): Iterable<string> {
    return this.#byId().keys()
  }

  /** Which of the entries has this account id, from 0. */
  numberOf(accountId: string): number | undefined {
    return this.#byId().get(accountId)
  }

  entry(number: number): SearchEntry {
    return entryOf(this.#lines(number))
  }

  entries(): SearchEntry[] {
    return Array.from({ length: this.size }, (_, number) => this.entry(number))
  }

  /** Kept once it was asked for: the same entries come first with each key that is typed. */
  order(number: number): Order {
    const known = this.#orders.get(number)
    if (known !== undefined) return known
    const order = new Order((column) => this.#line(column, number))
    this.#orders.set(number, order)
    return order
  }

  /**
   * Raises the scores of the entries in which a column has the pattern to what its best match there
   * counts. @returns how many had no score before
   */
  raise(scores: Uint32Array, column: number, weight: number, pattern: string): number {
    const text = this.columns[column] ?? ''
    let at = text.indexOf(pattern)
    if (at < 0) return 0
    const starts = this.#startsOf(column)
    let added = 0
    for (let line = 0; at >= 0; at = text.indexOf(pattern, at + 1)) {
      while ((starts[line + 1] as number) <= at) line += 1
      const score =
        weight +
        (isFirstWord(text, at) ? AT_START : 0) +
        (isWordEnd(text, at + pattern.length) ? WHOLE_WORD : 0)
      const before = scores[line] as number
      if (before === 0) added += 1
      if (score > before) scores[line] = score
    }
    return added
  }

  /** The entries with this RP ID, which has this hash. */
  withRpId(rpId: string, hash: number): SearchEntry[] {
    if (!hasHash(this.rpIdHashes, hash)) return []
    return this.#with(COLUMN.rpIds, rpIdField(rpId), ['', '\t', LINE_END])
  }

  /** The entries in this collection. */
  inCollection(collectionId: string): SearchEntry[] {
    // A label can hold the same text.
    return this.#with(COLUMN.shown, collectionField(collectionId), AFTER_COLLECTION).filter(
      ({ collections = [] }) => collections.includes(collectionId),
    )
  }

  /** The entries in whose column this stands, with one of these behind it; empty for the end. */
  #with(column: number, pattern: string, ends: readonly string[]): SearchEntry[] {
    const text = this.columns[column] ?? ''
    const found = new Set<number>()
    for (let at = text.indexOf(pattern); at >= 0; at = text.indexOf(pattern, at + 1)) {
      const isWhole = ends.includes(text.charAt(at + pattern.length))
      if (isWhole) found.add(lineAt(this.#startsOf(column), at))
    }
    return Array.from(found, (number) => this.entry(number))
  }

  #lines(number: number): Lines {
    return this.columns.map((_, column) => this.#line(column, number))
  }

  #line(column: number, number: number): string {
    const starts = this.#startsOf(column)
    return (this.columns[column] ?? '').slice(starts[number], (starts[number + 1] as number) - 1)
  }

  #byId(): ReadonlyMap<string, number> {
    if (this.#numbers !== undefined) return this.#numbers
    const numbers = new Map<string, number>()
    for (let number = 0; number < this.size; number += 1)
      numbers.set(accountIdOf(this.#line(COLUMN.accountId, number)), number)
    this.#numbers = numbers
    return numbers
  }

  /** Where each line of a column starts; beyond the last one, where another would. */
  #startsOf(column: number): Uint32Array {
    const known = this.#starts[column]
    if (known !== undefined) return known
    const text = this.columns[column] ?? ''
    const starts = new Uint32Array(this.size + 1).fill(text.length + 1)
    let at = 0
    for (let line = 0; line < this.size && at <= text.length; line += 1) {
      starts[line] = at
      const end = text.indexOf(LINE_END, at)
      at = end < 0 ? text.length + 1 : end + 1
    }
    this.#starts[column] = starts
    return starts
  }
}

/** The line that a place is in. */
function lineAt(starts: Uint32Array, at: number): number {
  let line = 0
  while ((starts[line + 1] ?? Infinity) <= at) line += 1
  return line
}
