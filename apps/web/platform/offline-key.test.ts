import { describe, expect, test } from 'vitest'
import { deviceKeyContract } from './cases/device-key-contract.ts'
import { memoryKeys } from './cases/memory-keys.ts'
import { offlineKey } from './offline-key.ts'

describe('the offline key', () => {
  deviceKeyContract(() => offlineKey(memoryKeys()))

  test('is a key whose bytes nobody can export', async () => {
    const keys = memoryKeys()
    await offlineKey(keys).wrap(Uint8Array.of(1), Uint8Array.of(2))
    const key = await keys.get<CryptoKey>('offline')
    expect(key?.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toBeInstanceOf(Error)
  })

  test('is the same for two tabs that make it at once', async () => {
    const keys = memoryKeys()
    const [one, two] = [offlineKey(keys), offlineKey(keys)]
    const context = Uint8Array.of(7)
    const [first, second] = await Promise.all([
      one.wrap(Uint8Array.of(1), context),
      two.wrap(Uint8Array.of(2), context),
    ])
    expect(await two.unwrap(first, context)).toStrictEqual(Uint8Array.of(1))
    expect(await one.unwrap(second, context)).toStrictEqual(Uint8Array.of(2))
  })
})
