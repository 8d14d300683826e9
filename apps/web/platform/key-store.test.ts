import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { keyStore } from './key-store.ts'

// The stand-in for IndexedDB can't copy WebCrypto keys, which browsers can: named objects stand for them.
const named = (name: string): CryptoKey => ({ name }) as unknown as CryptoKey

test('a key that was put is there for whoever opens the same store', async () => {
  const factory = new IDBFactory()
  await keyStore('one', factory).put('proof', named('a'))
  expect(await keyStore('one', factory).get('proof')).toStrictEqual(named('a'))
  expect(await keyStore('two', factory).get('proof')).toBeUndefined()
})

test('the first of several keys that are put stays', async () => {
  const keys = keyStore('one', new IDBFactory())
  expect(await keys.putFirst('offline', named('a'))).toStrictEqual(named('a'))
  expect(await keys.putFirst('offline', named('b'))).toStrictEqual(named('a'))
  expect(await keys.get('offline')).toStrictEqual(named('a'))
})

test('an opening that failed is tried again', async () => {
  const factory = new IDBFactory()
  let failures = 1
  const flaky = {
    open(name: string, version: number) {
      if (failures === 0) return factory.open(name, version)
      failures -= 1
      throw new Error('Not now.')
    },
  } as unknown as IDBFactory
  const keys = keyStore('one', flaky)
  await expect(keys.get('proof')).rejects.toThrow('Not now.')
  expect(await keys.get('proof')).toBeUndefined()
})
