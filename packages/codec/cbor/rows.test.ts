import { sharedJson } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { CodecError, type CodecErrorCode } from '../error.ts'
import { decodeHex, encodeHex } from '../hex.ts'
import { decodeCbor } from './decode.ts'
import { encodeCbor } from './encode.ts'
import type { CborKey, CborValue } from './value.ts'

const hex = (text: string): Uint8Array => decodeHex(text)
const map = (...entries: [CborKey, CborValue][]): CborValue => new Map(entries)

interface EncodeRow {
  readonly id: string
  readonly title: string
  readonly value: CborValue
  readonly encoded: string
}

const X = 'aa'.repeat(32)
const Y = 'bb'.repeat(32)

/** The maps are built in another order than the encoded one wherever they have one. */
const ENCODE: readonly EncodeRow[] = [
  { id: 'cbor-01', title: 'a map', value: map([3, 4], [1, 2]), encoded: 'a201020304' },
  {
    id: 'cbor-02',
    title: 'integers at each border of the argument',
    value: [23, 24, 255, 256, 65535, 65536, 2 ** 32],
    encoded: '8717181818ff19010019ffff1a000100001b0000000100000000',
  },
  {
    id: 'cbor-07',
    title: '[C36] the members of an EC2 COSE key',
    value: map([-3, hex(Y)], [-2, hex(X)], [-1, 1], [3, -7], [1, 2]),
    encoded: `a5010203262001215820${X}225820${Y}`,
  },
  {
    id: 'cbor-08',
    title: '[C36] the members of an attestation object, shorter names first',
    value: map(['authData', hex('00')], ['attStmt', map()], ['fmt', 'none']),
    encoded: 'a363666d74646e6f6e656761747453746d74a06861757468446174614100',
  },
  {
    id: 'cbor-10',
    title: '[C36] keys by major type',
    value: map(['3', 0], [hex('32'), 0], [1, 0]),
    encoded: 'a30100413200613300',
  },
  {
    id: 'cbor-11',
    title: '[C36] keys by major type before length',
    value: map(['3', 0], [hex(''), 0], [256, 0]),
    encoded: 'a3190100004000613300',
  },
  {
    id: 'cbor-13',
    title: '[C36] keys by length before content',
    value: map([hex('3232'), 0], [hex('33'), 0], [hex('313131'), 0]),
    encoded: 'a3413300423232004331313100',
  },
  {
    id: 'cbor-14',
    title: '[C36] keys of one length byte by byte',
    value: map([hex('303031'), 0], [hex('303033'), 0], [hex('303032'), 0]),
    encoded: 'a3433030310043303032004330303300',
  },
]

interface RefuseRow {
  readonly id: string
  readonly encoded: string
  readonly code: CodecErrorCode
}

const REFUSE: readonly RefuseRow[] = [
  { id: 'cbor-04', encoded: '1800', code: 'cbor.not-minimal' },
  { id: 'cbor-05', encoded: '9fff', code: 'cbor.indefinite-length' },
  { id: 'cbor-05', encoded: '5fff', code: 'cbor.indefinite-length' },
]

describe('rows', () => {
  test.each(ENCODE)('$id: $title', ({ value, encoded }) => {
    expect(encodeHex(encodeCbor(value))).toBe(encoded)
    expect(encodeHex(encodeCbor(decodeCbor(decodeHex(encoded))))).toBe(encoded)
  })

  test.each(REFUSE)('$id: $encoded is refused with $code', ({ encoded, code }) => {
    expect(() => decodeCbor(decodeHex(encoded))).toThrow(CodecError)
    expect(() => decodeCbor(decodeHex(encoded))).toThrow(expect.objectContaining({ code }))
  })

  const shared = sharedJson('vectors/cases.json') as { id: string; group: string }[] | undefined
  test.each(shared === undefined ? [] : [{ rows: shared }])(
    'every shared row has its own here',
    ({ rows }) => {
      const wanted = rows.filter((row) => row.group === 'cbor').map((row) => row.id)
      const own = new Set([...ENCODE, ...REFUSE].map((row) => row.id))
      expect(own).toEqual(new Set(wanted))
    },
  )
})
