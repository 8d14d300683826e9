import { closed, conflict } from '../error.ts'
import { listeners, type Listeners } from '../listeners.ts'
import type { Change, Collection, Expectation, ReplicaEvent, ReplicaStore } from '../port.ts'
import { copyBytes, copyRows, isHeld, rowLimit } from '../rows.ts'
import { type Turns, turns } from './turns.ts'

/** A replica that lives as long as the program. */
export interface MemoryReplica {
  /** Another handle on the same rows, as another tab or process would have. */
  open(): ReplicaStore
  /** Takes the part of the leader from whoever has it, as when that one is suspended for long. */
  depose(): void
}

/** An empty replica in memory: for programs that keep nothing, and to test what tabs do. */
export function memoryReplica(): MemoryReplica {
  const shared: Shared = { collections: new Map(), handles: new Set(), turns: turns() }
  return { open: () => openHandle(shared), depose: () => shared.turns.depose() }
}

interface Shared {
  readonly collections: Collections
  readonly handles: Set<Listeners>
  readonly turns: Turns
}

function openHandle(shared: Shared): ReplicaStore {
  const own = listeners()
  const closing = new AbortController()
  shared.handles.add(own)
  const checkOpen = (): void => {
    if (closing.signal.aborted) throw closed()
  }
  const tellOthers = (event: ReplicaEvent): void => {
    for (const handle of shared.handles) if (handle !== own) handle.tell(event)
  }
  return {
    ...rowsOf(shared, checkOpen, tellOthers),
    watch(listener) {
      checkOpen()
      return own.add(listener)
    },
    async signal(kind) {
      checkOpen()
      tellOthers({ kind })
    },
    async lead(work, stop) {
      checkOpen()
      await shared.turns.lead(work, AbortSignal.any([stop, closing.signal]))
    },
    async close() {
      closing.abort()
      own.clear()
      shared.handles.delete(own)
    },
  }
}

function rowsOf(
  { collections }: Shared,
  checkOpen: () => void,
  tellOthers: (event: ReplicaEvent) => void,
): Pick<ReplicaStore, 'get' | 'list' | 'count' | 'write' | 'erase'> {
  const rows = (collection: Collection): ReadonlyMap<string, Uint8Array> => {
    checkOpen()
    return collections.get(collection) ?? new Map()
  }
  return {
    async get(collection, key) {
      const value = rows(collection).get(key)
      return value && copyBytes(value)
    },
    async list(collection, { after, limit } = {}) {
      return [...rows(collection)]
        .filter(([key]) => after === undefined || key > after)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, rowLimit(limit))
        .map(([key, value]) => ({ key, value: copyBytes(value) }))
    },
    count: async (collection) => rows(collection).size,
    async write(batch, expect = []) {
      checkOpen()
      if (!expect.every((expectation) => holds(collections, expectation))) throw conflict()
      if (batch.length === 0) return
      for (const change of copyRows(batch)) apply(collections, change)
      tellOthers({ kind: 'changed' })
    },
    async erase() {
      checkOpen()
      collections.clear()
      tellOthers({ kind: 'changed' })
    },
  }
}

type Collections = Map<Collection, Map<string, Uint8Array>>

function holds(collections: Collections, { collection, key, value }: Expectation): boolean {
  return isHeld(collections.get(collection)?.get(key), value)
}

function apply(collections: Collections, { collection, key, value }: Change): void {
  const rows = collections.get(collection) ?? new Map<string, Uint8Array>()
  collections.set(collection, rows)
  if (value === null) rows.delete(key)
  else rows.set(key, value)
}
