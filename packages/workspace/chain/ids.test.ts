import { encodeBase64url } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  idFromBytes,
  idToBytes,
  type MemberId,
  parseDeviceId,
  parseInvitationId,
  parseMemberId,
  parseTeamId,
  parseWorkspaceId,
} from './ids.ts'

const PARSERS = [parseWorkspaceId, parseMemberId, parseDeviceId, parseTeamId, parseInvitationId]
const MALFORMED = expect.objectContaining({ rule: 'id.malformed' })

describe('ids', () => {
  test('property: 16 bytes and their text are the same id', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const id = idFromBytes<MemberId>(bytes)
        expect(idToBytes(id)).toEqual(bytes)
        for (const parse of PARSERS) {
          expect(parse(id)).toBe(id)
          expect(parse(`${id}==`)).toBe(id)
        }
      }),
    )
  })

  test.each(['', 'AAAA', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, '+'.repeat(22)])(
    '%j is no id',
    (text) => {
      for (const parse of PARSERS) expect(() => parse(text)).toThrow(MALFORMED)
    },
  )

  test.each([0, 15, 17, 32])('%i bytes are no id', (length) => {
    expect(() => idFromBytes<MemberId>(new Uint8Array(length))).toThrow(MALFORMED)
    expect(() => parseMemberId(encodeBase64url(new Uint8Array(length)))).toThrow(MALFORMED)
  })
})
