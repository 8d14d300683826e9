import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import type { Change, Collection, Expectation, Row } from '../port.ts'
import { isHeld, rowLimit } from '../rows.ts'
import { damaged } from './explain.ts'

/** The rows of an open file. Every answer is of whole rows, or `replica.damaged`. */
export interface FileRows {
  get(collection: Collection, key: string): Uint8Array | undefined
  list(collection: Collection, options: { after?: string; limit?: number }): Row[]
  count(collection: Collection): number
  holds(expectation: Expectation): boolean
  apply(change: Change): void
  clear(): void
}

/** Every one goes by the primary key. */
export const QUERIES = {
  get: 'SELECT * FROM rows WHERE collection = ? AND key = ?',
  list: 'SELECT * FROM rows WHERE collection = ? AND key >= ? ORDER BY key LIMIT ?',
  count: 'SELECT count(*) AS count FROM rows WHERE collection = ?',
  before: `SELECT * FROM rows WHERE (collection, key) < (?, ?)
    ORDER BY collection DESC, key DESC LIMIT 1`,
  after: `SELECT * FROM rows WHERE (collection, key) > (?, ?)
    ORDER BY collection, key LIMIT 1`,
  put: `INSERT INTO rows (collection, key, value, sum) VALUES (?, ?, ?, ?)
    ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value, sum = excluded.sum`,
  remove: 'DELETE FROM rows WHERE collection = ? AND key = ?',
  clear: 'DELETE FROM rows',
} as const

interface StoredRow {
  readonly collection: string
  readonly key: Uint8Array
  readonly value: Uint8Array
  readonly sum: number
}

/** @param path for messages */
export function fileRows(database: DatabaseSync, path: string): FileRows {
  const queries = {
    get: database.prepare(QUERIES.get),
    list: database.prepare(QUERIES.list),
    count: database.prepare(QUERIES.count),
    put: database.prepare(QUERIES.put),
    remove: database.prepare(QUERIES.remove),
    clear: database.prepare(QUERIES.clear),
  }
  const check = (row: unknown): StoredRow => {
    const stored = row as StoredRow
    const { collection, key, value, sum } = stored
    if (!(key instanceof Uint8Array && value instanceof Uint8Array)) throw damaged(path)
    if (sumOf(collection, key, value) !== sum) throw damaged(path)
    return stored
  }
  const checkBeside = neighbourCheck(database, check)
  const get = (collection: Collection, key: string): Uint8Array | undefined => {
    const bytes = encodeKey(key)
    const row = queries.get.get(collection, bytes)
    if (row !== undefined) return check(row).value
    checkBeside([collection, bytes], [collection, bytes])
    return undefined
  }
  return {
    get,
    list(collection, { after, limit }) {
      const first = after === undefined ? FIRST_KEY : keyAfter(after)
      const most = rowLimit(limit)
      const rows = queries.list.all(collection, first, most).map((row) => check(row))
      if (rows.length < most) checkBeside([collection, first], endOf(collection))
      return rows.map(({ key, value }) => ({ key: decodeKey(key), value }))
    },
    count(collection) {
      checkBeside([collection, FIRST_KEY], endOf(collection))
      return Number(queries.count.get(collection)?.['count'])
    },
    holds: ({ collection, key, value }) => isHeld(get(collection, key), value),
    apply({ collection, key, value }) {
      const bytes = encodeKey(key)
      if (value === null) queries.remove.run(collection, bytes)
      else queries.put.run(collection, bytes, value, sumOf(collection, bytes, value))
    },
    clear: () => void queries.clear.run(),
  }
}

type Place = readonly [collection: string, key: Uint8Array]

const FIRST_KEY = new Uint8Array()

/** A place after all keys of a collection and before the next collection. */
function endOf(collection: Collection): Place {
  return [`${collection}\0`, FIRST_KEY]
}

/**
 * A row whose key was damaged is not found under its own. As SQLite has checked the order of the
 * rows, it can then only be right beside the place where it is missing: so the rows beside a gap
 * are checked before the gap is believed.
 */
function neighbourCheck(
  database: DatabaseSync,
  check: (row: unknown) => void,
): (from: Place, to: Place) => void {
  const before = database.prepare(QUERIES.before)
  const after = database.prepare(QUERIES.after)
  return (from, to) => {
    for (const row of [before.get(...from), after.get(...to)]) if (row !== undefined) check(row)
  }
}

function sumOf(collection: string, key: Uint8Array, value: Uint8Array): number {
  return crc32(value, crc32(key, crc32(collection)))
}

function encodeKey(key: string): Uint8Array {
  return Buffer.from(key, 'utf16le').swap16()
}

/** The bytes that come next after those of a key. */
function keyAfter(key: string): Uint8Array {
  return Buffer.concat([encodeKey(key), Uint8Array.of(0)])
}

/** Takes the bytes over. */
function decodeKey(key: Uint8Array): string {
  return Buffer.from(key.buffer, key.byteOffset, key.length).swap16().toString('utf16le')
}
