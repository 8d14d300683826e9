import { conflict } from '../error.ts'
import {
  type Change,
  type Collection,
  COLLECTIONS,
  type Expectation,
  type ReplicaStore,
} from '../port.ts'
import { isHeld, rowLimit } from '../rows.ts'
import { damaged } from './explain.ts'
import type { Database } from './formats.ts'

/** What is used of the browser's key ranges. */
declare const IDBKeyRange: {
  lowerBound(key: string, open: boolean): Parameters<Database['getAll']>[1]
}

/** Complete on the disk when it is done, not just in the memory of the system. */
const DURABLE = { durability: 'strict' } as const

type Rows = Pick<ReplicaStore, 'get' | 'list' | 'count' | 'erase'> & {
  write(batch: readonly Change[], expect: readonly Expectation[]): Promise<void>
}

/** The rows of an open database, with the browser's errors. What is written is not copied first. */
export function browserRows(database: Database): Rows {
  return {
    async get(collection, key) {
      const value = await database.get(collection, key)
      return value === undefined ? undefined : checkBytes(value)
    },
    async list(collection, { after, limit } = {}) {
      const most = rowLimit(limit)
      // IndexedDB takes 0 for "all".
      if (most === 0) return []
      const range = after === undefined ? null : IDBKeyRange.lowerBound(after, true)
      const { store } = database.transaction(collection)
      const [keys, values] = await Promise.all([
        store.getAllKeys(range, most),
        store.getAll(range, most),
      ])
      return keys.map((key, at) => ({ key, value: checkBytes(values[at]) }))
    },
    count: (collection) => database.count(collection),
    write: (batch, expect) => writeAll(database, batch, expect),
    async erase() {
      const transaction = database.transaction(COLLECTIONS, 'readwrite', DURABLE)
      await finish(
        transaction.done,
        () => transaction.abort(),
        COLLECTIONS.map((collection) => () => transaction.objectStore(collection).clear()),
      )
    },
  }
}

async function writeAll(
  database: Database,
  changes: readonly Change[],
  expectations: readonly Expectation[],
): Promise<void> {
  const collections = collectionsOf([...changes, ...expectations])
  if (collections.length === 0) return
  const transaction = database.transaction(collections, 'readwrite', DURABLE)
  const stored = await Promise.all(
    expectations.map(({ collection, key }) => transaction.objectStore(collection).get(key)),
  )
  if (!expectations.every(({ value }, at) => isHeld(stored[at], value))) {
    transaction.abort()
    await transaction.done.catch(() => {})
    throw conflict()
  }
  const requests = changes.map(({ collection, key, value }) => () => {
    const store = transaction.objectStore(collection)
    return value === null ? store.delete(key) : store.put(value, key)
  })
  await finish(transaction.done, () => transaction.abort(), requests)
}

/** Makes the requests and waits for the commit. One that fails takes the whole transaction with it. */
async function finish(
  done: Promise<void>,
  abort: () => void,
  requests: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const made: Promise<unknown>[] = []
  try {
    for (const request of requests) made.push(request())
  } catch (error) {
    abort()
    await Promise.allSettled([done, ...made])
    throw error
  }
  // The transaction says why; its requests may only know that it was aborted.
  const [end] = await Promise.allSettled([done, ...made])
  if (end.status === 'rejected') throw end.reason
}

function collectionsOf(rows: readonly (Change | Expectation)[]): Collection[] {
  return [...new Set(rows.map(({ collection }) => collection))]
}

function checkBytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array)) throw damaged()
  return value
}
