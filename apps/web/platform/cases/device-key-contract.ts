import { expect, test } from 'vitest'
import type { DeviceKeyPort } from '@keyward/vault/unlock'

const SECRET = Uint8Array.from({ length: 32 }, (_, index) => index)
const CONTEXT = new TextEncoder().encode('context of one member')

/** What every key of a device has to do, whoever keeps it. */
export function deviceKeyContract(makeKey: () => DeviceKeyPort): void {
  test('unwraps what it wrapped under the same context', async () => {
    const key = makeKey()
    const wrapped = await key.wrap(SECRET, CONTEXT)
    expect(await key.unwrap(wrapped, CONTEXT)).toStrictEqual(SECRET)
  })

  test('refuses another context', async () => {
    const key = makeKey()
    const wrapped = await key.wrap(SECRET, CONTEXT)
    const other = new TextEncoder().encode('context of another one')
    await expect(key.unwrap(wrapped, other)).rejects.toBeInstanceOf(Error)
  })

  test('refuses bytes of which one bit was flipped, wherever it is', async () => {
    const key = makeKey()
    const wrapped = await key.wrap(SECRET, CONTEXT)
    for (const at of wrapped.keys()) {
      const flipped = wrapped.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 1
      await expect(key.unwrap(flipped, CONTEXT), `byte ${at}`).rejects.toBeInstanceOf(Error)
    }
  })

  test('wraps the same bytes to other ones each time, and holds none of them in the open', async () => {
    const key = makeKey()
    const first = await key.wrap(SECRET, CONTEXT)
    const second = await key.wrap(SECRET, CONTEXT)
    expect(first).not.toStrictEqual(second)
    expect(first.join().includes(SECRET.join())).toBe(false)
  })

  test('unwraps nothing of another device', async () => {
    const wrapped = await makeKey().wrap(SECRET, CONTEXT)
    const other = makeKey()
    await other.wrap(SECRET, CONTEXT)
    await expect(other.unwrap(wrapped, CONTEXT)).rejects.toBeInstanceOf(Error)
  })
}
