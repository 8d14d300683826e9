import { describe, expect, test } from 'vitest'
import { ByteReader } from './reader.ts'

const BYTES = Uint8Array.of(0x01, 0x02, 0x03, 0xff, 0xff, 0xff, 0xff, 0x08)

describe('ByteReader', () => {
  test('reads big-endian numbers and moves on', () => {
    const reader = new ByteReader(BYTES)
    expect(reader.uint8()).toBe(1)
    expect(reader.uint16()).toBe(0x0203)
    expect(reader.uint32()).toBe(0xffffffff)
    expect([reader.position, reader.remaining]).toEqual([7, 1])
    expect(reader.rest()).toEqual(Uint8Array.of(8))
    expect(reader.rest()).toEqual(new Uint8Array())
    const all = new ByteReader(Uint8Array.of(0, 0x1f, ...new Uint8Array(6).fill(0xff)))
    expect(all.uint(8)).toBe(Number.MAX_SAFE_INTEGER)
  })

  test('never reads past the end, and stays where it was', () => {
    const reader = new ByteReader(BYTES.subarray(0, 3))
    const truncated = expect.objectContaining({ code: 'read.truncated' })
    expect(() => reader.uint32()).toThrow(truncated)
    expect(() => reader.take(4)).toThrow(truncated)
    expect(() => reader.take(2 ** 53)).toThrow(truncated)
    expect(reader.position).toBe(0)
    expect(reader.take(3)).toEqual(BYTES.subarray(0, 3))
    expect(() => reader.uint8()).toThrow(truncated)
    expect(() => reader.uint16()).toThrow(truncated)
    expect(reader.take(0)).toEqual(new Uint8Array())
  })

  test('slices are views of what was given', () => {
    const own = BYTES.slice()
    const taken = new ByteReader(own).take(2)
    own[0] = 0x55
    expect(taken[0]).toBe(0x55)
  })

  test('gives bytes back, never more than were taken', () => {
    const reader = new ByteReader(BYTES)
    reader.take(5)
    reader.back(2)
    expect(reader.uint8()).toBe(0xff)
    reader.back(100)
    expect(reader.position).toBe(0)
  })
})
