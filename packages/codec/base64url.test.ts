import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeBase64url, encodeBase64url } from './base64url.ts'
import { CodecError, type CodecErrorCode } from './error.ts'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

function codeOf(text: string): CodecErrorCode | 'none' {
  try {
    decodeBase64url(text)
    return 'none'
  } catch (error) {
    if (error instanceof CodecError) return error.code
    throw error
  }
}

describe('RFC 4648 section 10', () => {
  const vectors = [
    ['', '', ''],
    ['f', 'Zg', 'Zg=='],
    ['fo', 'Zm8', 'Zm8='],
    ['foo', 'Zm9v', 'Zm9v'],
    ['foob', 'Zm9vYg', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy', 'Zm9vYmFy'],
  ] as const
  test.each(vectors)('[C26] "%s" is %s, and %s when padded', (plain, unpadded, padded) => {
    expect(encodeBase64url(bytes(plain))).toBe(unpadded)
    expect(decodeBase64url(unpadded)).toEqual(bytes(plain))
    expect(decodeBase64url(padded)).toEqual(bytes(plain))
  })
})

describe('[C26] the URL alphabet, never that of plain base64', () => {
  test('bytes that yield - and _', () => {
    const dashes = Uint8Array.of(0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, 0xfb, 0xff)
    expect(encodeBase64url(dashes)).toBe('----____-_8')
    expect(decodeBase64url('----____-_8')).toEqual(dashes)
  })

  test('every value of six bits has its character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    expect(encodeBase64url(decodeBase64url(alphabet))).toBe(alphabet)
    expect(decodeBase64url(alphabet)).toEqual(Uint8Array.from(Buffer.from(alphabet, 'base64url')))
  })

  test('every other character is refused, wherever it stands', () => {
    for (let code = 0; code < 0x300; code += 1) {
      const character = String.fromCharCode(code)
      if (/[A-Za-z0-9_-]/.test(character)) continue
      expect(codeOf(`${character}AAA`)).toBe('base64url.character')
      expect(codeOf(`AA${character}A`)).toBe('base64url.character')
    }
    expect(codeOf('AA\u{1f511}AA')).toBe('base64url.character')
    expect(codeOf('AA\ud83d')).toBe('base64url.character')
  })
})

describe('[C26] what does not fit is refused', () => {
  const refused: readonly (readonly [string, CodecErrorCode])[] = [
    ['A', 'base64url.length'],
    ['AAAAA', 'base64url.length'],
    ['=', 'base64url.padding'],
    ['==', 'base64url.padding'],
    ['A=', 'base64url.padding'],
    ['AA=', 'base64url.padding'],
    ['AAA==', 'base64url.padding'],
    ['AAAA=', 'base64url.padding'],
    ['AAAA==', 'base64url.padding'],
    ['AA===', 'base64url.padding'],
    ['A===', 'base64url.character'],
    ['====', 'base64url.character'],
    ['AA=A', 'base64url.character'],
    ['AAAA====', 'base64url.character'],
    ['AA AA', 'base64url.length'],
    ['AA\nAAA', 'base64url.character'],
    ['Zh', 'base64url.trailing-bits'],
    ['Zh==', 'base64url.trailing-bits'],
    ['Zm9', 'base64url.trailing-bits'],
    ['Zm9vYg9', 'base64url.trailing-bits'],
  ]
  test.each(refused)('%j gives %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('of the 4,096 texts of two characters, the 256 with no bits to spare are accepted', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const accepted = Array.from({ length: 4096 }, (_, i) => i).filter(
      (i) => codeOf(alphabet.charAt(i >> 6) + alphabet.charAt(i & 63)) === 'none',
    )
    expect(accepted).toEqual(Array.from({ length: 256 }, (_, byte) => byte << 4))
  })
})

describe('properties', () => {
  test('[C26] the same text as Node.js writes, and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1100 }), (any) => {
        const text = encodeBase64url(any)
        expect(text).toBe(Buffer.from(any).toString('base64url'))
        expect(decodeBase64url(text)).toEqual(any)
        expect(decodeBase64url(text.padEnd(Math.ceil(text.length / 4) * 4, '='))).toEqual(any)
      }),
    )
  })

  test('one byte string has one unpadded text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgwZz09-_'), maxLength: 40 }), (text) => {
        const isTheOne = Buffer.from(text, 'base64url').toString('base64url') === text
        expect(codeOf(text) === 'none').toBe(isTheOne)
      }),
    )
  })

  test('a view into a larger buffer is read for itself', () => {
    const buffer = Uint8Array.of(1, 2, 3, 4, 5, 6)
    expect(encodeBase64url(buffer.subarray(2, 4))).toBe('AwQ')
  })
})
