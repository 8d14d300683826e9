import { generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ecdsaFromDer, ecdsaToDer } from './ecdsa-signature.ts'
import { CodecError } from './error.ts'
import { decodeHex, encodeHex } from './hex.ts'

const keys = [
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
] as const

describe('the same as node:crypto', () => {
  test.each(keys)('%s signatures in both forms', (namedCurve, size) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
    fc.assert(
      fc.property(fc.uint8Array(), (message) => {
        const der = sign('sha256', message, { key: privateKey, dsaEncoding: 'der' })
        const raw = ecdsaFromDer(der, size)
        expect(raw).toHaveLength(2 * size)
        expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, raw)).toBe(
          true,
        )
        expect(ecdsaToDer(raw)).toEqual(Uint8Array.from(der))

        const p1363 = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })
        const encoded = ecdsaToDer(p1363)
        expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'der' }, encoded)).toBe(
          true,
        )
        expect(ecdsaFromDer(encoded, size)).toEqual(Uint8Array.from(p1363))
      }),
      { numRuns: 40 },
    )
  })
})

describe('numbers of every length', () => {
  const number = fc
    .tuple(fc.nat(31), fc.uint8Array({ minLength: 32, maxLength: 32 }))
    .map(([zeros, bytes]) => bytes.fill(0, 0, zeros))

  test('round trip of r and s with leading zeros and high bits', () => {
    fc.assert(
      fc.property(number, number, (r, s) => {
        const raw = Uint8Array.of(...r, ...s)
        expect(ecdsaFromDer(ecdsaToDer(raw))).toEqual(raw)
      }),
    )
  })

  test('a short r and a short s are padded', () => {
    expect(encodeHex(ecdsaFromDer(decodeHex('3006020101020102')))).toBe(
      `${'00'.repeat(31)}01${'00'.repeat(31)}02`,
    )
    expect(encodeHex(ecdsaFromDer(decodeHex('300702020080020102')))).toBe(
      `${'00'.repeat(31)}80${'00'.repeat(31)}02`,
    )
  })

  test('a high s is kept as it is', () => {
    // n - 1, the highest there is for P-256.
    const s = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550'
    const raw = decodeHex(`${'00'.repeat(31)}01${s}`)
    expect(encodeHex(ecdsaToDer(raw))).toBe(`30260201010221${'00'}${s}`)
    expect(ecdsaFromDer(ecdsaToDer(raw))).toEqual(raw)
  })
})

describe('what is not the one DER form is refused', () => {
  const refused: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a sequence of nothing', '3000'],
    ['one number', '3003020101'],
    ['three numbers', '3009020101020102020103'],
    ['a negative r', '3006020181020102'],
    ['a negative s', '3006020101020182'],
    ['an empty r', '30050200020102'],
    ['r with a zero byte that is not needed', '300702020001020102'],
    ['s with a zero byte that is not needed', '300702010102020001'],
    ['the outer length in long form', '308106020101020102'],
    ['an inner length in long form', '300702810101020102'],
    ['bytes after the sequence', '300602010102010200'],
    ['bytes inside after s', '300702010102010205'],
    ['an element inside after s', '30080201010201020500'],
    ['an octet string for r', '3006040101020102'],
    ['an octet string for s', '3006020101040102'],
    ['a set', '3106020101020102'],
    ['indefinite length', '30800201010201020000'],
    ['cut short', '30060201010201'],
    ['33 bytes of r', `30260221${'01'.repeat(33)}020101`],
  ]
  test.each(refused)('%s', (_, hex) => {
    expect(() => ecdsaFromDer(decodeHex(hex))).toThrow(CodecError)
    expect(() => ecdsaFromDer(decodeHex(hex))).toThrow(
      expect.objectContaining({ code: 'signature.malformed' }),
    )
  })

  test.each([0, 1, 63, 65])('%d bytes are not r and s', (length) => {
    expect(() => ecdsaToDer(new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'signature.malformed' }),
    )
  })
})
