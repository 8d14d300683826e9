import * as cborg from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CodecError } from '../error.ts'
import { decodeCbor } from './decode.ts'
import { encodeCbor } from './encode.ts'
import type { CborKey, CborValue } from './value.ts'

const STRICT = {
  strict: true,
  useMaps: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowNaN: false,
  allowInfinity: false,
  allowBigInt: false,
  rejectDuplicateMapKeys: true,
} as const

/** Integers of every size, many of them at the borders of the argument's lengths. */
const integer = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -70_000, max: 70_000 }),
  fc.integer({ min: -300, max: 300 }),
  fc.constantFrom(2 ** 32 - 1, 2 ** 32, -(2 ** 32), -(2 ** 32) - 1),
)
/** The oracle drops a byte order mark at the beginning of a text, which is a character like others. */
const MARK = '\uFEFF'
const text = fc.string({ unit: 'binary', maxLength: 30 }).filter((one) => !one.startsWith(MARK))
const leaf = fc.oneof(
  integer,
  text,
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 300 }),
)
const key = fc.oneof(integer, text, fc.uint8Array({ maxLength: 4 }))

/** Keys are told apart by their encoding: two equal byte strings are one key. */
const uniqueEntries = (value: fc.Arbitrary<CborValue>): fc.Arbitrary<Map<CborKey, CborValue>> =>
  fc
    .uniqueArray(fc.tuple(key, value), {
      selector: ([name]) => Buffer.from(encodeCbor(name)).toString('hex'),
      maxLength: 30,
    })
    .map((entries) => new Map(entries))

const values: fc.Arbitrary<CborValue> = [1, 2, 3, 4].reduce<fc.Arbitrary<CborValue>>(
  (inner) =>
    fc.oneof(
      { weight: 2, arbitrary: leaf },
      { weight: 1, arbitrary: fc.array(inner, { maxLength: 30 }) },
      { weight: 2, arbitrary: uniqueEntries(inner) },
    ),
  leaf,
)

/** The order of keys that both have by default is that of CTAP2: type, length, content. */
const cborgBytes = (value: CborValue): Uint8Array => Uint8Array.from(cborg.encode(value))

/** The oracle's byte strings may be Buffers; the value is what counts. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map) {
    return new Map([...value].map(([name, member]) => [plain(name), plain(member)]))
  }
  return value
}

function decoded(bytes: Uint8Array): { value: CborValue } | undefined {
  try {
    return { value: decodeCbor(bytes) }
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

test('[C36] a byte order mark is a character of its text', () => {
  const bytes = Uint8Array.of(0x63, 0xef, 0xbb, 0xbf)
  expect(decodeCbor(bytes)).toBe(MARK)
  expect(encodeCbor(MARK)).toEqual(bytes)
})

describe('[C36] the same as cborg', () => {
  test('encodes every value of the subset to the same bytes', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(encodeCbor(value)).toEqual(cborgBytes(value))
      }),
      { numRuns: 500 },
    )
  })

  test('decodes what cborg encoded to the same value', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = cborgBytes(value)
        expect(plain(cborg.decode(bytes, STRICT))).toEqual(decodeCbor(bytes))
        expect(encodeCbor(decodeCbor(bytes))).toEqual(bytes)
      }),
      { numRuns: 500 },
    )
  })

  test('accepts nothing that a strict cborg refuses or reads otherwise', () => {
    let accepted = 0
    const mutated = fc
      .tuple(values, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
      .map(([value, edits]) => {
        const bytes = encodeCbor(value)
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 20 })), (bytes) => {
        const ours = decoded(bytes)
        if (ours === undefined || Buffer.from(bytes).includes(MARK)) return
        accepted += 1
        expect(plain(cborg.decode(bytes, STRICT))).toEqual(ours.value)
        expect(encodeCbor(ours.value)).toEqual(bytes)
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })
})
