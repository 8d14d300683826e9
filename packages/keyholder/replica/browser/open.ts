import { closed, newer } from '../error.ts'
import { inOrder } from '../in-order.ts'
import type { ReplicaStore } from '../port.ts'
import { copyRows } from '../rows.ts'
import { fired } from '../work.ts'
import { browserRows } from './browser-rows.ts'
import { type OpenedDatabase, openDatabase } from './database.ts'
import { explained, unavailable } from './explain.ts'
import { type Format, FORMATS } from './formats.ts'
import { leadTabs } from './lead.ts'
import { type BrowserPorts, browserPorts } from './ports.ts'
import { tabs } from './tabs.ts'

/**
 * Opens the replica in the browser's IndexedDB database `name`, and makes it when it is not there.
 * All tabs and workers of one origin may have the same one open. When another tab needs the database
 * for a newer format, or deletes it, this handle closes by itself, and calls are `replica.closed`.
 * A newer format is read-only, and writes to it are `replica.newer`; when its rows mean something
 * else now, opening is.
 *
 * Rejects with a ReplicaError: `replica.full`, `replica.newer`, `replica.unavailable`.
 */
export function indexedDbReplica(
  name: string,
  ports: Partial<BrowserPorts> = {},
): Promise<ReplicaStore> {
  return openIndexedDb(name, ports, FORMATS)
}

/** The same with other formats, to prove what happens between formats. */
export async function openIndexedDb(
  name: string,
  ports: Partial<BrowserPorts>,
  formats: readonly Format[],
): Promise<ReplicaStore> {
  const all = { ...browserPorts(), ...ports }
  const closing = new AbortController()
  const onEnd = (): void => closing.abort()
  const opened = await openDatabase(name, { ...all, formats, onEnd })
  try {
    return browserStore(opened, `keyward.replica.${name}`, all, closing)
  } catch (error) {
    opened.database.close()
    throw unavailable({ cause: error })
  }
}

/** @param shared the name that the tabs use for their channel and their lock */
function browserStore(
  { database, readOnly }: OpenedDatabase,
  shared: string,
  ports: BrowserPorts,
  closing: AbortController,
): ReplicaStore {
  const told = tabs(ports.makeChannel(shared))
  const rows = browserRows(database)
  const writes = inOrder()
  const checkOpen = (): void => {
    if (closing.signal.aborted) throw closed()
  }
  const end = async (): Promise<void> => {
    await fired(closing.signal)
    await writes.settled()
    told.close()
    database.close()
  }
  const ended = end()
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    checkOpen()
    return await explained(work)
  }
  const write = async (work: () => Promise<void>): Promise<void> => {
    checkOpen()
    if (readOnly) throw newer()
    await writes.run(() => explained(work))
  }
  return {
    get: (collection, key) => read(() => rows.get(collection, key)),
    list: (collection, page) => read(() => rows.list(collection, page)),
    count: (collection) => read(() => rows.count(collection)),
    async write(batch, expect = []) {
      const [changes, expectations] = [copyRows(batch), copyRows(expect)]
      await write(async () => {
        await rows.write(changes, expectations)
        if (changes.length > 0) told.send({ kind: 'changed' })
      })
    },
    watch(listener) {
      checkOpen()
      return told.add(listener)
    },
    signal: (kind) => write(async () => told.send({ kind })),
    async lead(work, stop) {
      checkOpen()
      if (readOnly) throw newer()
      await leadTabs(database, shared, ports, work, AbortSignal.any([stop, closing.signal]))
    },
    erase: () =>
      write(async () => {
        await rows.erase()
        told.send({ kind: 'changed' })
      }),
    async close() {
      closing.abort()
      await ended
    },
  }
}
