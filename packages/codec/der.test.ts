import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DER, derMagnitude, encodeDer, encodeDerInteger, readDer, readDerOne } from './der.ts'
import { CodecError } from './error.ts'
import { decodeHex, encodeHex } from './hex.ts'

const malformed = expect.objectContaining({ code: 'der.malformed' })

describe('lengths', () => {
  test.each([
    [0, '0400'],
    [127, '047f'],
    [128, '048180'],
    [255, '0481ff'],
    [256, '04820100'],
    [65_535, '0482ffff'],
  ])('%d bytes of content begin with %s', (length, head) => {
    const encoded = encodeDer(DER.octetString, new Uint8Array(length))
    expect(encodeHex(encoded.subarray(0, head.length / 2))).toBe(head)
    expect(readDerOne(encoded, DER.octetString)).toEqual(new Uint8Array(length))
  })

  test.each([
    ['long form for a short length', `0481${'7f'}${'00'.repeat(127)}`],
    ['two bytes where one does', `048200ff${'00'.repeat(255)}`],
    ['three bytes', `0483000100${'00'.repeat(256)}`],
    ['indefinite', '04800000'],
    ['the reserved 0xff', '04ff00'],
    ['content cut short', '040200'],
    ['length cut short', '0481'],
    ['length of two bytes cut short', '048201'],
    ['no length', '04'],
    ['a forged length', '0482ffff00'],
  ])('%s is refused', (_, hex) => {
    expect(() => readDer(decodeHex(hex))).toThrow(CodecError)
    expect(() => readDer(decodeHex(hex))).toThrow(malformed)
  })
})

describe('elements', () => {
  test('all of them, one after another', () => {
    expect(readDer(decodeHex('02010504000500'))).toEqual([
      { tag: DER.integer, content: Uint8Array.of(5) },
      { tag: DER.octetString, content: new Uint8Array() },
      { tag: DER.null, content: new Uint8Array() },
    ])
    expect(readDer(new Uint8Array())).toEqual([])
  })

  test.each([
    ['another tag', '040105'],
    ['two elements', '020105020105'],
    ['none', ''],
  ])('exactly one integer: %s is refused', (_, hex) => {
    expect(() => readDerOne(decodeHex(hex), DER.integer)).toThrow(malformed)
  })
})

describe('integers', () => {
  test.each([
    ['', '020100'],
    ['00', '020100'],
    ['0000', '020100'],
    ['7f', '02017f'],
    ['80', '02020080'],
    ['0080', '02020080'],
    ['00007f', '02017f'],
    ['ff00', '020300ff00'],
  ])('magnitude "%s" is %s', (magnitude, hex) => {
    expect(encodeHex(encodeDerInteger(decodeHex(magnitude)))).toBe(hex)
  })

  test.each(['', '80', 'ff', 'ff7f', '0000', '007f', '00007f'])(
    'content "%s" is negative, empty or too long, and refused',
    (content) => {
      expect(() => derMagnitude(decodeHex(content))).toThrow(malformed)
    },
  )

  test('round trip of every number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 300n }), (number) => {
        const digits = number.toString(16)
        const magnitude =
          number === 0n ? '' : digits.padStart(digits.length + (digits.length % 2), '0')
        const element = readDerOne(encodeDerInteger(decodeHex(magnitude)), DER.integer)
        expect(encodeHex(derMagnitude(element))).toBe(magnitude)
      }),
    )
  })
})
