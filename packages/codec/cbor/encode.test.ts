import { describe, expect, test } from 'vitest'
import { CodecError, type CodecErrorCode } from '../error.ts'
import { encodeHex } from '../hex.ts'
import { decodeCbor } from './decode.ts'
import { encodeCbor } from './encode.ts'
import type { CborValue } from './value.ts'

describe('integers take the fewest bytes', () => {
  const integers: readonly (readonly [number, string])[] = [
    [0, '00'],
    [-0, '00'],
    [23, '17'],
    [24, '1818'],
    [255, '18ff'],
    [256, '190100'],
    [65_535, '19ffff'],
    [65_536, '1a00010000'],
    [2 ** 32 - 1, '1affffffff'],
    [2 ** 32, '1b0000000100000000'],
    [Number.MAX_SAFE_INTEGER, '1b001fffffffffffff'],
    [-1, '20'],
    [-24, '37'],
    [-25, '3818'],
    [-256, '38ff'],
    [-257, '390100'],
    [-65_536, '39ffff'],
    [-65_537, '3a00010000'],
    [-(2 ** 32), '3affffffff'],
    [-(2 ** 32) - 1, '3b0000000100000000'],
    [Number.MIN_SAFE_INTEGER, '3b001ffffffffffffe'],
  ]
  test.each(integers)('%d is %s', (value, hex) => {
    const encoded = encodeCbor(value)
    expect(encodeHex(encoded)).toBe(hex)
    expect(decodeCbor(encoded)).toBe(value + 0)
  })
})

describe('lengths take the fewest bytes', () => {
  test.each([
    [23, '57'],
    [24, '5818'],
    [255, '58ff'],
    [256, '590100'],
    [65_535, '59ffff'],
    [65_536, '5a00010000'],
  ])('a byte string of %d begins with %s', (length, head) => {
    const encoded = encodeCbor(new Uint8Array(length))
    expect(encoded.length).toBe(length + head.length / 2)
    expect(encodeHex(encoded).startsWith(head)).toBe(true)
    expect(decodeCbor(encoded)).toEqual(new Uint8Array(length))
  })

  test('arrays and maps of 24', () => {
    const numbers = Array.from({ length: 24 }, (_, i) => i)
    expect(encodeHex(encodeCbor(numbers)).startsWith('981800')).toBe(true)
    expect(encodeHex(encodeCbor(new Map(numbers.map((n) => [n, n])))).startsWith('b8180000')).toBe(
      true,
    )
  })

  test('the length of a text counts bytes, not characters', () => {
    expect(encodeHex(encodeCbor('\u{1f511}'))).toBe('64f09f9491')
    expect(encodeHex(encodeCbor('\ud83d'))).toBe('63efbfbd')
  })
})

test('what was encoded before, or was refused, leaves nothing in what is encoded next', () => {
  const before: readonly CborValue[] = [
    new Uint8Array(10_000).fill(0xee),
    'a long text of one byte each, and at its end an é',
    new Map([['nested', new Map([['deeper', 'x'.repeat(5000)]])]]),
  ]
  const refused: readonly unknown[] = [
    new Map<string, unknown>([
      ['first', 'is written'],
      ['second', 1.5],
    ]),
    new Map([[1.5, 'a key that is refused']]),
    ['written', undefined],
  ]
  const value = new Map<string, CborValue>([
    ['bb', new Map([['é', 2]])],
    ['a', [new Map(), 'text']],
  ])
  const next = (): string => encodeHex(encodeCbor(value))
  const expected = 'a2616182a06474657874626262a162c3a902'
  expect(next()).toBe(expected)
  for (const one of before) {
    encodeCbor(one)
    expect(next()).toBe(expected)
  }
  for (const one of refused) {
    expect(() => encodeCbor(one as CborValue)).toThrow(CodecError)
    expect(next()).toBe(expected)
  }
})

test('simple values', () => {
  expect(encodeHex(encodeCbor([false, true, null]))).toBe('83f4f5f6')
})

describe('what the subset does not have is refused', () => {
  const refused: readonly (readonly [string, unknown, CodecErrorCode])[] = [
    ['a fraction', 1.5, 'cbor.integer-range'],
    ['2^53', 2 ** 53, 'cbor.integer-range'],
    ['-2^53', -(2 ** 53), 'cbor.integer-range'],
    ['NaN', Number.NaN, 'cbor.integer-range'],
    ['infinity', Number.POSITIVE_INFINITY, 'cbor.integer-range'],
    ['undefined', undefined, 'cbor.unsupported'],
    ['a BigInt', 1n, 'cbor.unsupported'],
    ['a plain object', { a: 1 }, 'cbor.unsupported'],
    ['an ArrayBuffer', new ArrayBuffer(1), 'cbor.unsupported'],
    [
      'two keys of the same bytes',
      new Map([
        [Uint8Array.of(1), 0],
        [Uint8Array.of(1), 1],
      ]),
      'cbor.duplicate-key',
    ],
    [
      'two texts that become one',
      new Map([
        ['\ud800', 0],
        ['\udfff', 1],
      ]),
      'cbor.duplicate-key',
    ],
    ['an array as a key', new Map([[[1], 0]]), 'cbor.key-type'],
    ['true as a key', new Map([[true, 0]]), 'cbor.key-type'],
  ]
  test.each(refused)('%s', (_, value, code) => {
    expect(() => encodeCbor(value as CborValue)).toThrow(expect.objectContaining({ code }))
    expect(() => encodeCbor([1, value as CborValue])).toThrow(expect.objectContaining({ code }))
  })
})
