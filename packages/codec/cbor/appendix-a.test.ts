import { sharedJson } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { CodecError } from '../error.ts'
import { decodeHex, encodeHex } from '../hex.ts'
import { decodeCbor } from './decode.ts'
import { encodeCbor } from './encode.ts'
import type { CborValue } from './value.ts'

/** Of RFC 8949 appendix A, what the subset has. */
const IN_SUBSET: readonly (readonly [string, CborValue])[] = [
  ['00', 0],
  ['01', 1],
  ['0a', 10],
  ['17', 23],
  ['1818', 24],
  ['1819', 25],
  ['1864', 100],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['20', -1],
  ['29', -10],
  ['3863', -100],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['40', new Uint8Array()],
  ['4401020304', Uint8Array.of(1, 2, 3, 4)],
  ['60', ''],
  ['6161', 'a'],
  ['6449455446', 'IETF'],
  ['62225c', '"\\'],
  ['62c3bc', 'ü'],
  ['63e6b0b4', '水'],
  ['64f0908591', '\ud800\udd51'],
  ['80', []],
  ['83010203', [1, 2, 3]],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  [
    '98190102030405060708090a0b0c0d0e0f101112131415161718181819',
    Array.from({ length: 25 }, (_, i) => i + 1),
  ],
  ['a0', new Map()],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  [
    'a26161016162820203',
    new Map<string, CborValue>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
  ],
  ['826161a161626163', ['a', new Map([['b', 'c']])]],
  [
    'a56161614161626142616361436164614461656145',
    new Map([...'abcde'].map((c) => [c, c.toUpperCase()])),
  ],
]

const ACCEPTED = new Set(IN_SUBSET.map(([hex]) => hex))

/** A refusal with another error than CodecError fails the test that asks. */
function isAccepted(hex: string): boolean {
  try {
    decodeCbor(decodeHex(hex))
    return true
  } catch (error) {
    if (error instanceof CodecError) return false
    throw error
  }
}

describe('RFC 8949 appendix A', () => {
  test.each(IN_SUBSET)('%s is read and written', (hex, value) => {
    expect(decodeCbor(decodeHex(hex))).toEqual(value)
    expect(encodeHex(encodeCbor(value))).toBe(hex)
  })

  const published = sharedJson('data/cbor/cbor-rfc8949-appendix_a.json') as
    | { hex: string }[]
    | undefined
  test.each(published === undefined ? [] : [{ examples: published }])(
    'of all published examples exactly those of the subset are accepted',
    ({ examples }) => {
      expect(examples).toHaveLength(82)
      const accepted = examples.map(({ hex }) => hex).filter(isAccepted)
      expect(new Set(accepted)).toEqual(ACCEPTED)
      for (const hex of accepted) {
        expect(encodeHex(encodeCbor(decodeCbor(decodeHex(hex))))).toBe(hex)
      }
    },
  )
})
