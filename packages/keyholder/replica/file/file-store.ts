import { randomUUID } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { closed, conflict, newer } from '../error.ts'
import { inOrder } from '../in-order.ts'
import { leadByLease } from '../lease.ts'
import type { ReplicaStore } from '../port.ts'
import { copyRows } from '../rows.ts'
import { fired } from '../work.ts'
import { explained } from './explain.ts'
import { fileLease } from './file-lease.ts'
import { fileRows } from './file-rows.ts'
import type { DEFAULTS } from './options.ts'
import { type Signals, signals } from './signals.ts'
import { inTransaction } from './sqlite-file.ts'
import { emptyLog, lightly, whenFree } from './transaction.ts'

interface OpenFile {
  readonly database: DatabaseSync
  /** For messages. */
  readonly path: string
  /** A newer format, which is not touched. */
  readonly readOnly: boolean
  readonly options: { readonly [Name in keyof typeof DEFAULTS]: number }
}

/** The port over an open file, which it closes. */
export function fileStore(file: OpenFile): ReplicaStore {
  const { database, path, readOnly, options } = file
  const closing = new AbortController()
  const checkOpen = (): void => {
    if (closing.signal.aborted) throw closed()
  }
  const run = <T>(work: () => T): T => explained(path, work)
  const runWhenFree = <T>(work: () => T): Promise<T> =>
    whenFree(options.busyMilliseconds, () => run(work))
  const told = signals(database, path, options)
  const lease = fileLease(database, run, runWhenFree)
  const writes = inOrder()
  const read = async <T>(work: () => T): Promise<T> => {
    checkOpen()
    return await runWhenFree(work)
  }
  const write = async (work: () => void): Promise<void> => {
    checkOpen()
    if (readOnly) throw newer()
    await writes.run(() => runWhenFree(work))
  }
  const rows = rowsOf(file, read, write, told)
  const end = async (): Promise<void> => {
    await fired(closing.signal)
    await writes.settled()
    told.stop()
    // What can not be given up goes stale.
    await lease.releaseAll().catch(() => {})
    database.close()
  }
  const ended = end()
  return {
    ...rows,
    watch(listener) {
      checkOpen()
      return run(() => told.watch(listener))
    },
    signal: (kind) => write(() => lightly(database, () => told.raise(kind))()),
    async lead(work, stop) {
      checkOpen()
      if (readOnly) throw newer()
      const duration = options.leaseMilliseconds
      const ports = { lease, makeToken: randomUUID, duration, now: () => performance.now() }
      await leadByLease(ports, work, AbortSignal.any([stop, closing.signal]))
    },
    async close() {
      closing.abort()
      await ended
    },
  }
}

/** The calls on rows. Work given to `read` or `write` may run again while others are busy. */
function rowsOf(
  { database, path }: OpenFile,
  read: <T>(work: () => T) => Promise<T>,
  write: (work: () => void) => Promise<void>,
  told: Signals,
): Pick<ReplicaStore, 'get' | 'list' | 'count' | 'write' | 'erase'> {
  const rows = fileRows(database, path)
  return {
    get: (collection, key) => read(() => rows.get(collection, key)),
    list: (collection, page = {}) => read(() => rows.list(collection, page)),
    count: (collection) => read(() => rows.count(collection)),
    async write(batch, expect = []) {
      const [changes, expectations] = [copyRows(batch), copyRows(expect)]
      await write(() => {
        const settle = inTransaction(database, 'IMMEDIATE', () => {
          if (!expectations.every((expectation) => rows.holds(expectation))) throw conflict()
          for (const change of changes) rows.apply(change)
          return changes.length === 0 ? undefined : told.raise('changed')
        })
        settle?.()
      })
    },
    async erase() {
      await write(() => {
        const settle = inTransaction(database, 'IMMEDIATE', () => {
          rows.clear()
          return told.raise('changed')
        })
        settle()
      })
      // The rows are gone; this also takes their bytes out of the file and its log.
      await write(() => database.exec('VACUUM'))
      await write(() => emptyLog(database))
    },
  }
}
