import { AeadKey } from '@keyward/primitives/aead'
import { describe, expect, test } from 'vitest'
import { memoryArea } from './cases/memory-browser.ts'
import { dropKey, keepKey, readKey, watchDropped } from './kept-key.ts'

const KEY = { accountKey: new AeadKey(new Uint8Array(32).fill(7)), accountKeyEpoch: 3 }

describe('the key between pages of the extension', () => {
  test('[C68] is there until its time by the wall clock, and not for a millisecond longer', async () => {
    const area = memoryArea()
    await keepKey(area, KEY, 1000)
    const kept = await readKey(area, 999)
    expect(kept?.accountKeyEpoch).toBe(3)
    expect(kept?.accountKey.exportBytes()).toEqual(new Uint8Array(32).fill(7))
    expect(await readKey(area, 1000)).toBeUndefined()
  })

  test.each([
    undefined,
    null,
    'x',
    {},
    { accountKey: 'AA', accountKeyEpoch: 1, until: 9e15 },
    { accountKey: 'A'.repeat(43), accountKeyEpoch: '1', until: 9e15 },
    { accountKey: 'A'.repeat(43), accountKeyEpoch: 1, until: null },
    { accountKey: '?'.repeat(43), accountKeyEpoch: 1, until: 9e15 },
  ])('what can’t be read is nothing: %j', async (value) => {
    expect(await readKey(memoryArea({ 'keyward.unlocked': value }), 0)).toBeUndefined()
  })

  test('tells when it was taken away, and not when it was kept anew', async () => {
    const area = memoryArea()
    let dropped = 0
    watchDropped(area, () => (dropped += 1))
    await keepKey(area, KEY, 1000)
    await keepKey(area, KEY, 2000)
    expect(dropped).toBe(0)
    await dropKey(area)
    expect(dropped).toBe(1)
  })

  test('without such an area nothing is kept', async () => {
    await keepKey(undefined, KEY, 1000)
    expect(await readKey(undefined, 0)).toBeUndefined()
  })
})
