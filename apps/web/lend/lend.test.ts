import { AeadKey } from '@keyward/primitives/aead'
import { afterEach, describe, expect, test } from 'vitest'
import { borrowKey } from './borrow-key.ts'
import { lendKey } from './lend-key.ts'
import { leaveNote, takeNote } from './note.ts'

const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

const ports = {
  random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  wait: (milliseconds: number) =>
    new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)),
}

function lend(kind: 'locked' | 'unlocked', device: string, fill = 7): void {
  const accountKey = new AeadKey(new Uint8Array(32).fill(fill))
  const session = { state: { kind }, unlocked: () => ({ accountKey, accountKeyEpoch: 3 }) }
  stops.push(lendKey(session as never, device))
}

describe('the key that an open app lends to the sheet of its phone', () => {
  test('an unlocked app gives it, and keeps its own', async () => {
    lend('unlocked', 'phone-1')
    const lent = await borrowKey('phone-1', ports)
    expect(lent?.accountKeyEpoch).toBe(3)
    expect(lent?.accountKey.exportBytes()).toEqual(new Uint8Array(32).fill(7))
    expect((await borrowKey('phone-1', ports))?.accountKeyEpoch).toBe(3)
  })

  test('a locked app gives nothing', async () => {
    lend('locked', 'phone-2')
    expect(await borrowKey('phone-2', { ...ports, wait: () => ports.wait(30) })).toBeUndefined()
  })

  test('another phone gives nothing', async () => {
    lend('unlocked', 'phone-3')
    expect(await borrowKey('phone-4', { ...ports, wait: () => ports.wait(30) })).toBeUndefined()
  })
})

test('a note for the app is taken once, by the phone that left it', () => {
  const kept = new Map<string, string>()
  const storage = {
    setItem: (key: string, value: string) => void kept.set(key, value),
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
  }
  leaveNote('phone-1', storage)
  expect(takeNote('phone-2', storage)).toBe(false)
  expect(takeNote('phone-1', storage)).toBe(true)
  expect(takeNote('phone-1', storage)).toBe(false)
})
