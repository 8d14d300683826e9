import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { decodeCbor } from './cbor/decode.ts'
import { encodeCbor } from './cbor/encode.ts'
import type { CborValue } from './cbor/value.ts'
import { ecdsaFromDer, ecdsaToDer } from './ecdsa-signature.ts'
import { CodecError } from './error.ts'
import { decodeHex } from './hex.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const isOwnError = (error: unknown): boolean => error instanceof CodecError
const runs = fuzzRuns()

/** Both outcomes have to occur, or the inputs would prove nothing. */
function expectBoth(outcome: { accepted: number; refused: number }): void {
  expect(outcome.accepted + outcome.refused).toBe(runs)
  expect(outcome.accepted).toBeGreaterThan(runs / 20)
  expect(outcome.refused).toBeGreaterThan(runs / 20)
}

describe('mutated input gives a CodecError or a value with the same bytes', () => {
  test('[C26] base64url', () => {
    const samples = ['', 'Zg', 'Zm9vYmFy', '----____-_8', 'A'.repeat(86)].map(latin1)
    const parse = (bytes: Uint8Array): Uint8Array => {
      const text = Buffer.from(bytes).toString('latin1')
      const value = decodeBase64url(text)
      // Padding is the one freedom of the form: it is read, and not written again.
      expect(encodeBase64url(value)).toBe(text.replace(/={1,2}$/, ''))
      return value
    }
    expectBoth(fuzzParser({ name: 'base64url', samples, parse, isOwnError, runs }))
  })

  test('UTF-8', () => {
    const samples = [
      '',
      'plain',
      'z\u00fc\u6c34\u{1f511}',
      '\u0080\u07ff\u0800\uffff\u{10ffff}',
    ].map(encodeUtf8)
    expectBoth(
      fuzzParser({
        name: 'utf8',
        samples,
        parse: decodeUtf8,
        reencode: encodeUtf8,
        isOwnError,
        runs,
      }),
    )
  })

  test('CBOR', () => {
    const values: CborValue[] = [
      new Map<number | string | Uint8Array, CborValue>([
        [1, 2],
        [-257, [1, [2, [3]]]],
        ['fmt', 'none'],
        [Uint8Array.of(9), new Map([['x', null]])],
      ]),
      [0, 23, 24, 255, 256, 65_536, 2 ** 32, -1, -500, true, false, null],
      ['', 'text', new Uint8Array(30), 'a'.repeat(300)],
    ]
    const samples = values.map(encodeCbor)
    expectBoth(
      fuzzParser({
        name: 'cbor',
        samples,
        parse: decodeCbor,
        reencode: encodeCbor,
        isOwnError,
        runs,
      }),
    )
  })

  test('ECDSA signatures in DER', () => {
    const samples = [
      ecdsaToDer(Uint8Array.from({ length: 64 }, (_, i) => 255 - i)),
      ecdsaToDer(Uint8Array.from({ length: 64 }, (_, i) => (i % 32 < 4 ? 0 : i))),
      decodeHex('3006020101020102'),
    ]
    expectBoth(
      fuzzParser({
        name: 'ecdsa',
        samples,
        parse: (bytes) => ecdsaFromDer(bytes),
        reencode: ecdsaToDer,
        isOwnError,
        runs,
      }),
    )
  })
})
