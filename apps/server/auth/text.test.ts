import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, textOf } from './text.ts'

describe('base64url text', () => {
  test('is what the codec makes of bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(textOf(bytes)).toBe(encodeBase64url(bytes))
        expect(bytesOf(textOf(bytes), 'here')).toEqual(Uint8Array.from(bytes))
      }),
    )
  })

  test('is refused exactly where the codec refuses it, without padding', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgwz09-_+/= é') }), (text) => {
        const strict = (): Uint8Array => {
          if (text.includes('=')) throw new Error('padded')
          return decodeBase64url(text)
        }
        const outcome = (work: () => Uint8Array): unknown => {
          try {
            return Array.from(work())
          } catch {
            return 'refused'
          }
        }
        expect(outcome(() => bytesOf(text, 'here'))).toEqual(outcome(strict))
      }),
      { numRuns: 2000 },
    )
  })
})
