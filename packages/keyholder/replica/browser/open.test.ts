import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { ReplicaStore } from '../port.ts'
import { fired } from '../work.ts'
import { type Format, FORMATS } from './formats.ts'
import { indexedDbReplica, openIndexedDb } from './open.ts'

const ROW = { collection: 'meta', key: 'a', value: Uint8Array.of(1) } as const
const never = new AbortController().signal

let name = ''
let opened: ReplicaStore[] = []
const open = async (formats: readonly Format[] = FORMATS, blockedMilliseconds = 5000) => {
  const store = await openIndexedDb(name, { blockedMilliseconds }, formats)
  opened.push(store)
  return store
}
beforeEach(() => {
  name = randomUUID()
  opened = []
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  await Promise.all(opened.map((store) => store.close()))
})

/** What is used of the objects that the fake has put in place of the browser's. */
interface FakeStore {
  put(value: unknown, key: string): unknown
  transaction: { error: unknown; abort(): void }
}
const fake = globalThis as unknown as {
  IDBObjectStore: { prototype: FakeStore }
  IDBDatabase: { prototype: { transaction(...args: unknown[]): unknown } }
  indexedDB: { open(...args: unknown[]): unknown }
}

describe('formats in IndexedDB', () => {
  const second: Format = {
    migrate(_, upgrade) {
      const put = upgrade.objectStore('meta').put(Uint8Array.of(2), 'migrated')
      put.catch(() => {})
    },
    readableFrom: 2,
  }
  const withSecond = (step: Partial<Format> = {}): Format[] => [...FORMATS, { ...second, ...step }]

  test('an older one is migrated and keeps its rows, and the tab that had it open is closed', async () => {
    const old = await open()
    await old.write([ROW])
    const store = await open(withSecond())
    await expect(store.list('meta')).resolves.toEqual([
      { key: 'a', value: ROW.value },
      { key: 'migrated', value: Uint8Array.of(2) },
    ])
    await expect(old.get('meta', 'a')).rejects.toMatchObject({ rule: 'replica.closed' })
    await expect(old.write([ROW])).rejects.toMatchObject({ rule: 'replica.closed' })
  })

  test('a migration that fails leaves the older one, which still works', async () => {
    const old = await open()
    await old.write([ROW])
    await old.close()
    const migrate: Format['migrate'] = (database, upgrade) => {
      second.migrate(database, upgrade)
      upgrade.abort()
    }
    await expect(open(withSecond({ migrate }))).rejects.toMatchObject({ name: 'ReplicaError' })
    const store = await open()
    await expect(store.list('meta')).resolves.toEqual([{ key: 'a', value: ROW.value }])
  })

  test('a newer one that this program can not read is refused', async () => {
    await (await open(withSecond())).close()
    await expect(open()).rejects.toMatchObject({ rule: 'replica.newer' })
    await expect((await open(withSecond())).count('meta')).resolves.toBe(1)
  })

  test('one of another program is refused', async () => {
    ;(await openDB(name, 9)).close()
    await expect(open()).rejects.toMatchObject({ rule: 'replica.newer' })
  })

  test('a newer one that it can read is read, and no call writes it', async () => {
    await (await open(withSecond({ readableFrom: 1 }))).close()
    const store = await open()
    await expect(store.get('meta', 'migrated')).resolves.toEqual(Uint8Array.of(2))
    for (const call of [
      () => store.write([ROW]),
      () => store.signal('lock'),
      () => store.lead(async () => {}, never),
      () => store.erase(),
    ]) {
      await expect(call()).rejects.toMatchObject({ rule: 'replica.newer' })
    }
  })

  test('a tab that does not let go of an older one makes it unavailable after a time', async () => {
    await (await open()).close()
    // Another program's connection, which does not listen.
    const hanging = await openDB(name)
    await expect(open(withSecond(), 50)).rejects.toMatchObject({ rule: 'replica.unavailable' })
    hanging.close()
    await expect((await open(withSecond())).count('meta')).resolves.toBe(1)
  })
})

describe('a tab whose database is deleted', () => {
  test('lets go of it, and its work learns that it no longer leads', async () => {
    const store = await open()
    const started = vi.fn<() => void>()
    const led = store.lead(async (lost) => {
      started()
      await fired(lost)
    }, never)
    await vi.waitFor(() => expect(started).toHaveBeenCalled())
    await deleteDB(name)
    await led
    await expect(store.get('meta', 'a')).rejects.toMatchObject({ rule: 'replica.closed' })
    expect(() => store.watch(() => {})).toThrow('The local data has been closed.')
  })
})

describe('what the browser refuses', () => {
  const full = new DOMException('no room', 'QuotaExceededError')
  test.each<[string, (put: () => unknown, transaction: FakeStore['transaction']) => unknown]>([
    [
      'when a request is made',
      () => {
        throw full
      },
    ],
    [
      'when it is carried out',
      (put, transaction) => {
        const request = put()
        transaction.abort()
        transaction.error = full
        return request
      },
    ],
  ])('a full disk %s is replica.full, with nothing written', async (_, refuse) => {
    const store = await open()
    const { put } = fake.IDBObjectStore.prototype
    vi.spyOn(fake.IDBObjectStore.prototype, 'put').mockImplementation(function putOrRefuse(
      this: FakeStore,
      value,
      key,
    ) {
      const really = (): unknown => put.call(this, value, key)
      return key === 'b' ? refuse(really, this.transaction) : really()
    })
    const batch = [ROW, { ...ROW, key: 'b' }]
    await expect(store.write(batch)).rejects.toMatchObject({ rule: 'replica.full', cause: full })
    await expect(store.count('meta')).resolves.toBe(0)
    vi.restoreAllMocks()
    await store.write(batch)
    await expect(store.count('meta')).resolves.toBe(2)
  })

  test.each(['InvalidStateError', 'SecurityError', 'UnknownError'])(
    'a window without storage (%s) is replica.unavailable',
    async (error) => {
      vi.spyOn(fake.indexedDB, 'open').mockImplementation(() => {
        throw new DOMException('private', error)
      })
      await expect(indexedDbReplica(name)).rejects.toMatchObject({ rule: 'replica.unavailable' })
    },
  )

  test('a browser without IndexedDB is replica.unavailable', async () => {
    vi.stubGlobal('indexedDB', undefined)
    await expect(indexedDbReplica(name)).rejects.toMatchObject({ rule: 'replica.unavailable' })
  })

  test('a value that is not bytes is replica.damaged', async () => {
    const store = await open()
    const other = await openDB(name)
    await other.put('meta', 'text', 'a')
    other.close()
    await expect(store.get('meta', 'a')).rejects.toMatchObject({ rule: 'replica.damaged' })
    await expect(store.list('meta')).rejects.toMatchObject({ rule: 'replica.damaged' })
  })
})

describe('the browser is asked', () => {
  test('to have every write on the disk before it is acknowledged', async () => {
    const store = await open()
    const transaction = vi.spyOn(fake.IDBDatabase.prototype, 'transaction')
    await store.write([ROW])
    await store.erase()
    const options = transaction.mock.calls.map(([, mode, option]) => [mode, option])
    expect(options).toEqual([
      ['readwrite', { durability: 'strict' }],
      ['readwrite', { durability: 'strict' }],
    ])
  })
})

describe('a lock that another tab steals', () => {
  test('fires the signal of the work, and the lead resolves when that ended', async () => {
    let steal: (error: Error) => void = () => {}
    const locks = {
      async request(_name: string, _options: object, work: () => Promise<void>) {
        const stolen = new Promise<void>((_, reject) => (steal = reject))
        await Promise.race([work(), stolen])
      },
    }
    const store = await indexedDbReplica(name, { locks })
    opened.push(store)
    const events: string[] = []
    const led = store.lead(async (lost) => {
      await fired(lost)
      events.push('work ended')
    }, never)
    steal(new DOMException('stolen', 'AbortError'))
    await led
    expect(events).toEqual(['work ended'])
  })

  test('that the browser does not give at all is replica.unavailable', async () => {
    const locks = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) }
    const store = await indexedDbReplica(name, { locks })
    opened.push(store)
    await expect(store.lead(async () => {}, never)).rejects.toMatchObject({
      rule: 'replica.unavailable',
    })
  })
})

describe('messages of other tabs', () => {
  test('that are no events are not told', async () => {
    const store = await open()
    const told = vi.fn<() => void>()
    store.watch(told)
    const channel = new BroadcastChannel(`keyward.replica.${name}`)
    for (const message of [null, 'lock', { kind: 'other' }, { kind: 'lock' }]) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have one
      channel.postMessage(message)
    }
    await vi.waitFor(() => expect(told).toHaveBeenCalled())
    channel.close()
    expect(told.mock.calls).toEqual([[{ kind: 'lock' }]])
  })
})
