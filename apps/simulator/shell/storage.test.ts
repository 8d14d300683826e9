import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import { indexedDbStorage } from './indexeddb.ts'
import { secureStore } from './secure.ts'
import { memoryStorage, type PhoneStorage } from './storage.ts'

const KINDS: readonly [string, () => PhoneStorage | Promise<PhoneStorage>][] = [
  ['in memory', memoryStorage],
  ['in IndexedDB', () => indexedDbStorage('a-phone', new IDBFactory())],
]

describe.each(KINDS)('a phone’s storage %s', (_, open) => {
  const put = (value: unknown) => () => ({ type: 'put', value }) as const

  test('keeps what was put, in its own area, until it is deleted', async () => {
    const storage = await open()
    await storage.change('blobs', 'a', put({ n: 1 }))
    expect(await storage.get('blobs', 'a')).toEqual({ n: 1 })
    expect(await storage.get('secure', 'a')).toBeUndefined()
    await storage.change('blobs', 'a', () => ({ type: 'delete' }))
    expect(await storage.get('blobs', 'a')).toBeUndefined()
  })

  test('a change sees what is there, and may leave it', async () => {
    const storage = await open()
    await storage.change('blobs', 'a', put(1))
    let seen: unknown
    await storage.change('blobs', 'a', (held) => {
      seen = held
      return { type: 'keep' }
    })
    expect([seen, await storage.get('blobs', 'a')]).toEqual([1, 1])
  })

  test('nothing comes between the changes of one value', async () => {
    const storage = await open()
    const grow = () =>
      storage.change('blobs', 'n', (held) => ({ type: 'put', value: ((held as number) ?? 0) + 1 }))
    await Promise.all(Array.from({ length: 20 }, grow))
    expect(await storage.get('blobs', 'n')).toBe(20)
  })
})

describe('the key store', () => {
  const facts = { gate: 'biometric', enrolment: 1 } as const

  test('gives back what it keeps, which is nowhere to be read', async () => {
    const storage = memoryStorage()
    const store = secureStore(storage)
    await store.put('key', 'c2VjcmV0LXZhbHVl', facts)
    expect(await store.facts('key')).toEqual(facts)
    expect(await store.open('key')).toBe('c2VjcmV0LXZhbHVl')
    const kept = (await storage.get('secure', 'key')) as { ciphertext: ArrayBuffer }
    expect(Buffer.from(kept.ciphertext).includes('secret')).toBe(false)
    expect(((await storage.get('keys', 'device')) as CryptoKey).extractable).toBe(false)
  })

  test('a value that was moved to another name does not open', async () => {
    const storage = memoryStorage()
    const store = secureStore(storage)
    await store.put('a', 'AAAA', facts)
    const moved = await storage.get('secure', 'a')
    await storage.change('secure', 'b', () => ({ type: 'put', value: moved }))
    await expect(store.open('b')).rejects.toMatchObject({ name: 'OperationError' })
  })

  test('two values that are put at once are kept under one key', async () => {
    const store = secureStore(memoryStorage())
    await Promise.all([store.put('a', 'AAAA', facts), store.put('b', 'BBBB', facts)])
    expect([await store.open('a'), await store.open('b')]).toEqual(['AAAA', 'BBBB'])
    await store.delete('a')
    expect([await store.open('a'), await store.facts('a')]).toEqual([undefined, undefined])
  })
})
