import { describe, expect, test } from 'vitest'
import { CodecError, type CodecErrorCode } from '../error.ts'
import { decodeHex } from '../hex.ts'
import { decodeCbor, decodeFirstCbor } from './decode.ts'
import { encodeCbor } from './encode.ts'

function codeOf(hex: string): CodecErrorCode | 'none' {
  try {
    decodeCbor(decodeHex(hex))
    return 'none'
  } catch (error) {
    if (error instanceof CodecError) return error.code
    throw error
  }
}

describe('what is outside the canonical subset is refused', () => {
  const refused: readonly (readonly [string, string, CodecErrorCode])[] = [
    ['nothing at all', '', 'cbor.truncated'],
    ['bytes after the value', '0000', 'cbor.trailing-bytes'],
    ['an array and a byte more', '8000', 'cbor.trailing-bytes'],
    ['23 in two bytes', '1817', 'cbor.not-minimal'],
    ['255 in three bytes', '1900ff', 'cbor.not-minimal'],
    ['65,535 in five bytes', '1a0000ffff', 'cbor.not-minimal'],
    ['2^32 - 1 in nine bytes', '1b00000000ffffffff', 'cbor.not-minimal'],
    ['-24 in two bytes', '3817', 'cbor.not-minimal'],
    ['a byte string with a long length', '580100', 'cbor.not-minimal'],
    ['a text with a long length', '780161', 'cbor.not-minimal'],
    ['an array with a long length', '980100', 'cbor.not-minimal'],
    ['a map with a long length', 'b8010000', 'cbor.not-minimal'],
    ['an indefinite byte string', '5f4100ff', 'cbor.indefinite-length'],
    ['an indefinite text', '7f6161ff', 'cbor.indefinite-length'],
    ['an indefinite array', '9f00ff', 'cbor.indefinite-length'],
    ['an indefinite map', 'bf0000ff', 'cbor.indefinite-length'],
    ['a break alone', 'ff', 'cbor.unsupported'],
    ['an integer of indefinite length', '1f', 'cbor.indefinite-length'],
    ['reserved additional information 28', '1c', 'cbor.unsupported'],
    ['reserved additional information 29', '5d', 'cbor.unsupported'],
    ['reserved additional information 30', '9e', 'cbor.unsupported'],
    ['2^53', '1b0020000000000000', 'cbor.integer-range'],
    ['2^53 + 1', '1b0020000000000001', 'cbor.integer-range'],
    ['2^64 - 1', '1bffffffffffffffff', 'cbor.integer-range'],
    ['-2^53', '3b001fffffffffffff', 'cbor.integer-range'],
    ['-2^64', '3bffffffffffffffff', 'cbor.integer-range'],
    ['undefined', 'f7', 'cbor.unsupported'],
    ['simple value 19', 'f3', 'cbor.unsupported'],
    ['simple value 255', 'f8ff', 'cbor.unsupported'],
    ['false in two bytes', 'f814', 'cbor.unsupported'],
    ['half float', 'f90000', 'cbor.unsupported'],
    ['single float', 'fa00000000', 'cbor.unsupported'],
    ['double float', 'fb3ff0000000000000', 'cbor.unsupported'],
    ['a tag', 'c000', 'cbor.unsupported'],
    ['a bignum', 'c249010000000000000000', 'cbor.unsupported'],
    ['the tag of self-described CBOR', 'd9d9f700', 'cbor.unsupported'],
    ['a text that is not UTF-8', '61ff', 'utf8.malformed'],
    ['a text with a surrogate', '63eda080', 'utf8.malformed'],
    ['the same key twice', 'a201000101', 'cbor.duplicate-key'],
    ['the same text key twice', 'a2616100616100', 'cbor.duplicate-key'],
    ['the same byte key twice', 'a2410000410000', 'cbor.duplicate-key'],
    ['[C36] keys in descending order', 'a203040102', 'cbor.key-order'],
    ['[C36] a negative key before a positive one', 'a220000100', 'cbor.key-order'],
    ['[C36] a longer key first', 'a262616100616200', 'cbor.key-order'],
    ['[C36] the order of RFC 8949 section 4.2.1', 'a261330019010000', 'cbor.key-order'],
    ['[C36] authData before fmt', 'a26861757468446174610063666d7400', 'cbor.key-order'],
    ['an array as a key', 'a18000', 'cbor.key-type'],
    ['a map as a key', 'a1a000', 'cbor.key-type'],
    ['true as a key', 'a1f500', 'cbor.key-type'],
    ['a float as a key', 'a1f9000000', 'cbor.key-type'],
    ['a map whose value is missing', 'a101', 'cbor.truncated'],
    ['a map without its key', 'a1', 'cbor.truncated'],
    ['an array without its element', '8200', 'cbor.truncated'],
    ['an argument cut short', '19ff', 'cbor.truncated'],
    ['a byte string cut short', '4300ff', 'cbor.truncated'],
  ]
  test.each(refused)('%s: %s', (_, hex, code) => {
    expect(codeOf(hex)).toBe(code)
  })

  test.each(['00', '3903e7', '43010203', '6449455446', '82018102', 'a2616101616202'])(
    'every proper beginning of %s is refused as truncated',
    (hex) => {
      for (let length = 0; length < hex.length; length += 2) {
        expect(codeOf(hex.slice(0, length))).toBe('cbor.truncated')
      }
      expect(codeOf(hex)).toBe('none')
    },
  )
})

describe('depth', () => {
  test('four levels of arrays and maps are read and written, and five refused', () => {
    expect(decodeCbor(decodeHex('8181818100'))).toEqual([[[[0]]]])
    expect(codeOf('81a10081a10000')).toBe('none')
    expect(codeOf('818181818100')).toBe('cbor.depth')
    expect(codeOf('8181818180')).toBe('cbor.depth')
    expect(codeOf('81a10081a100a0')).toBe('cbor.depth')
    expect(encodeCbor([[[[0]]]])).toEqual(decodeHex('8181818100'))
    expect(() => encodeCbor([[[[[]]]]])).toThrow(expect.objectContaining({ code: 'cbor.depth' }))
    expect(() => encodeCbor([[[[new Map()]]]])).toThrow(
      expect.objectContaining({ code: 'cbor.depth' }),
    )
  })

  test('a hundred thousand levels are refused like five', () => {
    expect(codeOf(`${'81'.repeat(100_000)}00`)).toBe('cbor.depth')
    expect(codeOf(`${'a100'.repeat(100_000)}00`)).toBe('cbor.depth')
  })
})

describe('forged lengths are refused before memory is taken for them', () => {
  test.each(['5b', '7b', '9b', 'bb'])('major type of %s, up to 2^53 - 1', (head) => {
    expect(codeOf(`${head}001fffffffffffff`)).toBe('cbor.truncated')
    expect(codeOf(`${head}0000000100000000`)).toBe('cbor.truncated')
    expect(codeOf(`${head}ffffffffffffffff`)).toBe('cbor.integer-range')
  })

  test.each(['5a', '7a', '9a', 'ba'])(
    'major type of %s, 2^32 - 1, with bytes behind it',
    (head) => {
      expect(codeOf(`${head}ffffffff${'00'.repeat(1000)}`)).toBe('cbor.truncated')
    },
  )

  test('nested forged counts', () => {
    expect(codeOf('9affffffff9affffffff9affffffff9affffffff')).toBe('cbor.truncated')
  })
})

describe('decodeFirstCbor', () => {
  test('says how long the first value was', () => {
    expect(decodeFirstCbor(decodeHex('820102a0ff'))).toEqual({ value: [1, 2], length: 3 })
    expect(decodeFirstCbor(decodeHex('00'))).toEqual({ value: 0, length: 1 })
    expect(() => decodeFirstCbor(new Uint8Array())).toThrow(
      expect.objectContaining({ code: 'cbor.truncated' }),
    )
  })
})

test('byte strings are copies', () => {
  const encoded = decodeHex('4101')
  const value = decodeCbor(encoded) as Uint8Array
  encoded[1] = 9
  expect(value).toEqual(Uint8Array.of(1))
  expect(value.buffer.byteLength).toBe(1)
})
