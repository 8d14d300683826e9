import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CodecError } from './error.ts'
import { decodeHex } from './hex.ts'
import { decodeUtf8, encodeUtf8, toUsvString } from './utf8.ts'

/** Any text at all: whole characters, lone surrogates, and surrogates in any order. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7f0, max: 0xe00f })))
    .map((codes) => String.fromCharCode(...codes)),
)

/** The engine's own, which the language level of these sources does not know yet. */
const wellFormed = (text: string): string =>
  (text as unknown as { toWellFormed(): string }).toWellFormed()

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const MALFORMED = Symbol('malformed')

function judged(bytes: Uint8Array): string | typeof MALFORMED {
  try {
    return decodeUtf8(bytes)
  } catch (error) {
    if (error instanceof CodecError && error.code === 'utf8.malformed') return MALFORMED
    throw error
  }
}

function nativelyJudged(bytes: Uint8Array): string | typeof MALFORMED {
  try {
    return strict.decode(bytes)
  } catch {
    return MALFORMED
  }
}

function expectSameJudgement(bytes: Uint8Array): void {
  expect(judged(bytes)).toBe(nativelyJudged(bytes))
}

describe('the same as the platform', () => {
  test('encodes as TextEncoder', () => {
    const encoder = new TextEncoder()
    fc.assert(
      fc.property(anyText, (text) => {
        expect(encodeUtf8(text)).toEqual(encoder.encode(text))
      }),
    )
  })

  test('makes a USVString as String.prototype.toWellFormed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toUsvString(text)).toBe(wellFormed(text))
      }),
    )
  })

  test('decodes as a strict TextDecoder that keeps the byte order mark', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(toUsvString(text))
      }),
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 12 }), expectSameJudgement), { numRuns: 2000 })
  })

  test('judges every sequence of two bytes, and every third byte at the borders', () => {
    const sequences: number[][] = []
    for (let first = 0x7f; first < 0x100; first += 1) {
      for (let second = 0; second < 0x100; second += 1) sequences.push([first, second])
    }
    const borders = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]
    for (const lead of [0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff]) {
      for (const second of borders) {
        for (const third of borders) {
          sequences.push([lead, second, third])
          for (const fourth of borders) sequences.push([lead, second, third, fourth])
        }
      }
    }
    const judgedOtherwise = sequences.filter((sequence) => {
      const bytes = Uint8Array.from(sequence)
      return judged(bytes) !== nativelyJudged(bytes)
    })
    expect(sequences).toHaveLength(129 * 256 + 12 * (100 + 1000))
    expect(judgedOtherwise).toEqual([])
  })
})

describe('every code point at a border', () => {
  const points: readonly (readonly [number, string])[] = [
    [0x00, '00'],
    [0x7f, '7f'],
    [0x80, 'c280'],
    [0x7ff, 'dfbf'],
    [0x800, 'e0a080'],
    [0xd7ff, 'ed9fbf'],
    [0xe000, 'ee8080'],
    [0xfeff, 'efbbbf'],
    [0xffff, 'efbfbf'],
    [0x10000, 'f0908080'],
    [0x10ffff, 'f48fbfbf'],
  ]
  test.each(points)('U+%i', (point, hex) => {
    const text = String.fromCodePoint(point)
    expect(encodeUtf8(text)).toEqual(decodeHex(hex))
    expect(decodeUtf8(decodeHex(hex))).toBe(text)
  })
})

describe('every class of malformed bytes is refused (RFC 3629)', () => {
  const malformed: readonly (readonly [string, string])[] = [
    ['a continuation byte alone', '80'],
    ['overlong, two bytes for U+0000', 'c080'],
    ['overlong, two bytes for U+007F', 'c1bf'],
    ['overlong, three bytes for U+07FF', 'e09fbf'],
    ['overlong, four bytes for U+FFFF', 'f08fbfbf'],
    ['the first high surrogate', 'eda080'],
    ['the last low surrogate', 'edbfbf'],
    ['a surrogate pair (CESU-8)', 'eda0bdedb491'],
    ['above U+10FFFF', 'f4908080'],
    ['a lead byte for more than U+13FFFF', 'f5808080'],
    ['a lead byte of five', 'f888808080'],
    ['a lead byte of six', 'fc8480808080'],
    ['0xfe', 'fe'],
    ['0xff', 'ff'],
    ['truncated after one of two', 'c2'],
    ['truncated after two of three', 'e282'],
    ['truncated after three of four', 'f09f94'],
    ['ASCII in place of a continuation', 'c241'],
    ['a lead in place of a continuation', 'e282c2'],
  ]
  test.each(malformed)('%s', (_, hex) => {
    expect(judged(decodeHex(hex))).toBe(MALFORMED)
    expect(judged(decodeHex(`4142${hex}`))).toBe(MALFORMED)
    expect(judged(decodeHex(`${hex}41`))).toBe(MALFORMED)
  })
})

describe('lone surrogates', () => {
  test.each([
    ['\ud800', '\ufffd'],
    ['\udfff', '\ufffd'],
    ['\udc00\ud800', '\ufffd\ufffd'],
    ['\ud800\ud800\udc00', '\ufffd\ud800\udc00'],
    ['a\ud83d', 'a\ufffd'],
    ['\ud83d\ud83d\udd11\udd11', '\ufffd\ud83d\udd11\ufffd'],
  ])('row %# becomes U+FFFD, pairs stay', (text, expected) => {
    expect(toUsvString(text)).toBe(expected)
    expect(decodeUtf8(encodeUtf8(text))).toBe(expected)
  })
})
