import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concatBytes, equalBytes } from './bytes.ts'

describe('concatBytes', () => {
  test('joins as Buffer does, into new memory', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        expect(concatBytes(...parts)).toEqual(Uint8Array.from(Buffer.concat(parts)))
      }),
    )
    const only = Uint8Array.of(1, 2)
    const joined = concatBytes(only)
    joined[0] = 9
    expect(only).toEqual(Uint8Array.of(1, 2))
  })
})

describe('equalBytes', () => {
  test('says the same as Buffer.compare', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0)
        expect(equalBytes(a, a.slice())).toBe(true)
      }),
    )
  })

  test('one flipped bit is seen, wherever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), fc.nat(7), (bytes, at, bit) => {
        const other = bytes.slice()
        const index = at % other.length
        other[index] = (other[index] as number) ^ (1 << bit)
        expect(equalBytes(bytes, other)).toBe(false)
      }),
    )
  })

  test('different lengths are unequal, also where one begins the other', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2, 0))).toBe(false)
    expect(equalBytes(new Uint8Array(), Uint8Array.of(0))).toBe(false)
    expect(equalBytes(new Uint8Array(), new Uint8Array())).toBe(true)
  })
})
