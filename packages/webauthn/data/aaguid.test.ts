import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { checkAaguid, formatAaguid, KEYWARD_AAGUID } from './aaguid.ts'

describe('AAGUID', () => {
  test('[C29] the one of every Keyward client is aee0af84-d947-437f-8b99-c8d16725d774', () => {
    expect(KEYWARD_AAGUID).toHaveLength(16)
    expect(formatAaguid(KEYWARD_AAGUID)).toBe('aee0af84-d947-437f-8b99-c8d16725d774')
  })

  test('16 bytes are given back as they are', () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => i)
    expect(checkAaguid(bytes)).toBe(bytes)
    expect(formatAaguid(bytes)).toBe('00010203-0405-0607-0809-0a0b0c0d0e0f')
    expect(formatAaguid(new Uint8Array(16))).toBe('00000000-0000-0000-0000-000000000000')
  })

  test.each([0, 15, 17, 32])('data-01: %d bytes are refused', (length) => {
    const refusal = expect.objectContaining({ rule: 'data.aaguid', name: 'DataError' })
    expect(() => checkAaguid(new Uint8Array(length))).toThrow(WebAuthnError)
    expect(() => checkAaguid(new Uint8Array(length))).toThrow(refusal)
    expect(() => formatAaguid(new Uint8Array(length))).toThrow(refusal)
  })
})
