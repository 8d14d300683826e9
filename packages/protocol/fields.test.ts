import { encodeBase64url } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { address, bytes, id, time } from './fields.ts'

const ok = (type: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  type.safeParse(value).success

describe('an id', () => {
  test('is 16 bytes as base64url, written in the one way that encodes them', () => {
    for (let last = 0; last < 256; last += 1) {
      const raw = new Uint8Array(16).fill(7)
      raw[15] = last
      expect(ok(id, encodeBase64url(raw))).toBe(true)
    }
    expect(ok(id, 'AAAAAAAAAAAAAAAAAAAAAB')).toBe(false)
    for (const wrong of ['', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}=`, 1, null, ['A']])
      expect(ok(id, wrong), String(wrong)).toBe(false)
  })
})

describe('bytes', () => {
  test('are counted as bytes, not as characters', () => {
    const thirtyTwo = bytes(32)
    expect(ok(thirtyTwo, encodeBase64url(new Uint8Array(32)))).toBe(true)
    for (const length of [31, 33])
      expect(ok(thirtyTwo, encodeBase64url(new Uint8Array(length)))).toBe(false)
    const few = bytes(1, 3)
    for (const [length, fits] of [
      [0, false],
      [1, true],
      [3, true],
      [4, false],
    ] as const)
      expect(ok(few, encodeBase64url(new Uint8Array(length))), String(length)).toBe(fits)
  })

  test('take no padding, no other alphabet', () => {
    for (const wrong of ['AA==', 'A+/A', 'A A', 'ä']) expect(ok(bytes(0, 100), wrong)).toBe(false)
  })
})

describe('a time', () => {
  test('is a whole number of milliseconds that a date can have', () => {
    for (const right of [0, 1_795_000_000_000, 8_640_000_000_000_000])
      expect(ok(time, right)).toBe(true)
    for (const wrong of [-1, 0.5, 8_640_000_000_000_001, Infinity, NaN, '1'])
      expect(ok(time, wrong)).toBe(false)
  })
})

describe('an address', () => {
  test('has no surrounding space and no control characters', () => {
    for (const right of ['ana', 'ana@perch.example', 'Ana Ruiz', '安娜'])
      expect(ok(address, right)).toBe(true)
    for (const wrong of ['', ' ana', 'ana ', 'a\nb', 'a\u0000', 'a'.repeat(321)])
      expect(ok(address, wrong)).toBe(false)
  })
})
