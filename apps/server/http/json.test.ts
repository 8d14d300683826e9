import { encodeUtf8 } from '@keyward/codec'
import { LIMITS } from '@keyward/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from './json.ts'

const parse = (text: string): unknown => parseJson(encodeUtf8(text))

/** Nested so deep, by the count of brackets. */
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('a JSON body', () => {
  test('is read as JSON is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value)
        if (text.includes(String.raw`\u0000`)) return
        expect(parse(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('may nest as deep as the limit, and no deeper', () => {
    expect(parse(nested(LIMITS.depth))).toBeDefined()
    expect(() => parse(nested(LIMITS.depth + 1))).toThrow('nested too deeply')
    expect(() => parse('{"a":'.repeat(LIMITS.depth + 1))).toThrow('nested too deeply')
    expect(() => parse('['.repeat(1_000_000))).toThrow('nested too deeply')
  })

  test('may have brackets and quotes in its strings', () => {
    for (const text of ['['.repeat(100), '"[', '\\"[', '\\\\', '"'.repeat(99), '\\'.repeat(99)])
      expect(parse(JSON.stringify([text]))).toEqual([text])
  })

  test.each(['', '{', '"', '"\\', '[1,]', 'nul', '{"a":1}x', '\uFEFF\uFEFF{}', "{'a':1}"])(
    'is refused when it is none: %s',
    (text) => {
      expect(() => parse(text)).toThrow('The body is no JSON.')
    },
  )

  test('is refused when it is no UTF-8', () => {
    expect(() => parseJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow('The body is no JSON.')
  })

  test.each([String.raw`"\ud800"`, String.raw`{"\udc00":1}`, String.raw`[["a\u0000b"]]`])(
    'is refused with broken characters: %s',
    (text) => {
      expect(() => parse(text)).toThrow('broken characters')
    },
  )
})
