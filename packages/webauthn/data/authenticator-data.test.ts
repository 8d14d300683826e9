import { concatBytes, decodeHex, encodeCbor } from '@keyward/codec'
import { ES256 } from '@keyward/primitives/keys'
import * as cborg from 'cborg'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { KEYWARD_AAGUID } from './aaguid.ts'
import {
  type AuthenticatorData,
  encodeAuthenticatorData,
  parseAuthenticatorData,
} from './authenticator-data.ts'
import { encodeCoseKey, parseCoseKey } from './cose-key.ts'
import { FLAG, type GestureFlags } from './flags.ts'

const { userPresent: UP, userVerified: UV, backupEligible: BE, backupState: BS } = FLAG
const { attestedCredentialData: AT, extensionData: ED } = FLAG

const flags = (...bits: number[]): GestureFlags =>
  bits.reduce((all, bit) => all | bit, 0) as GestureFlags

const HASH = Uint8Array.from({ length: 32 }, (_, i) => i)
const COSE = encodeCoseKey({ algorithm: ES256, x: HASH, y: HASH.toReversed() })

const plain: AuthenticatorData = { rpIdHash: HASH, flags: flags(UP, UV, BE, BS), signCount: 7 }
const attested = (length: number): AuthenticatorData => ({
  ...plain,
  attestedCredentialData: {
    aaguid: KEYWARD_AAGUID,
    credentialId: new Uint8Array(length).fill(0xcc),
    credentialPublicKey: COSE,
  },
})

const raw = (bits: number, ...rest: Uint8Array[]): Uint8Array =>
  concatBytes(HASH, Uint8Array.of(bits, 0, 0, 0, 0), ...rest)
const attestedBytes = (idLength: number, id: Uint8Array, key = COSE): Uint8Array =>
  concatBytes(KEYWARD_AAGUID, Uint8Array.of(idLength >> 8, idLength & 0xff), id, key)

const refusal = expect.objectContaining({ rule: 'data.authenticator-data', name: 'DataError' })

function expectRefused(bytes: Uint8Array): void {
  expect(() => parseAuthenticatorData(bytes)).toThrow(WebAuthnError)
  expect(() => parseAuthenticatorData(bytes)).toThrow(refusal)
}

describe('layout (WebAuthn section 6.1)', () => {
  test('37 bytes without a credential and extensions', () => {
    const bytes = encodeAuthenticatorData({ ...plain, signCount: 0x01020304 })
    expect(bytes).toEqual(concatBytes(HASH, decodeHex('1d01020304')))
    expect(parseAuthenticatorData(bytes)).toEqual({ ...plain, signCount: 0x01020304 })
  })

  test('attested credential data: AAGUID, length, ID, key', () => {
    const bytes = encodeAuthenticatorData(attested(258))
    const [head, tail] = [bytes.subarray(0, 37), bytes.subarray(37)]
    expect(head[32]).toBe(UP | UV | BE | BS | AT)
    expect(tail).toEqual(attestedBytes(258, new Uint8Array(258).fill(0xcc)))
    expect(parseAuthenticatorData(bytes)).toEqual(attested(258))
  })

  test('[C35] extensions, with and without a credential, parse with an independent decoder', () => {
    const extensions = new Map([
      ['credProtect', 2],
      ['hmac-secret', HASH as Uint8Array | number],
    ])
    const alone = encodeAuthenticatorData({ ...plain, extensions })
    expect(alone[32]).toBe(UP | UV | BE | BS | ED)
    expect(cborg.decode(alone.subarray(37), { useMaps: true, strict: true })).toEqual(extensions)
    expect(parseAuthenticatorData(alone)).toEqual({ ...plain, extensions })

    const both = encodeAuthenticatorData({ ...attested(20), extensions })
    const [key, rest] = cborg.decodeFirst(both.subarray(37 + 18 + 20), {
      useMaps: true,
      strict: true,
    })
    expect(cborg.encode(key)).toEqual(COSE)
    expect(cborg.decode(rest, { useMaps: true, strict: true })).toEqual(extensions)
    expect(parseAuthenticatorData(both)).toEqual({ ...attested(20), extensions })
  })

  test('the key inside is a COSE key as it was', () => {
    const { attestedCredentialData } = parseAuthenticatorData(encodeAuthenticatorData(attested(16)))
    expect(parseCoseKey(attestedCredentialData?.credentialPublicKey ?? HASH)).toEqual(
      parseCoseKey(COSE),
    )
  })

  test('all parts are copies', () => {
    const bytes = encodeAuthenticatorData(attested(16))
    const parsed = parseAuthenticatorData(bytes)
    bytes.fill(0xff)
    expect(parsed).toEqual(attested(16))
  })
})

describe('flags', () => {
  test.each([
    [flags()],
    [flags(UP)],
    [flags(UV)],
    [flags(UP, UV)],
    [flags(UP, BE)],
    [flags(UP, UV, BE, BS)],
    [flags(BE, BS)],
  ])('%d goes there and back', (bits) => {
    const bytes = encodeAuthenticatorData({ ...plain, flags: bits })
    expect(bytes[32]).toBe(bits)
    expect(parseAuthenticatorData(bytes).flags).toBe(bits)
  })

  test('of all 64 values without AT and ED, those with reserved bits or BS without BE are refused', () => {
    const accepted: number[] = []
    for (let bits = 0; bits < 64; bits += 1) {
      try {
        parseAuthenticatorData(raw(bits))
        accepted.push(bits)
      } catch (error) {
        expect(error).toEqual(refusal)
      }
    }
    expect(accepted).toEqual([0, 1, 4, 5, 8, 9, 12, 13, 24, 25, 28, 29])
  })

  test.each([FLAG.reserved1, FLAG.reserved2])(
    'reserved bit %d is refused, whatever else is set',
    (bit) => {
      expectRefused(raw(bit | UP | AT, attestedBytes(1, Uint8Array.of(1))))
      expectRefused(raw(bit | UP | ED, encodeCbor(new Map())))
    },
  )
})

describe('the length of the credential ID', () => {
  test.each([1, 16, 255, 256, 1022, 1023])('%d bytes go there and back', (length) => {
    const bytes = encodeAuthenticatorData(attested(length))
    expect(bytes).toHaveLength(37 + 18 + length + COSE.length)
    expect(parseAuthenticatorData(bytes)).toEqual(attested(length))
  })

  test.each([0, 1024, 0xffff])('%d bytes are refused both ways', (length) => {
    expectRefused(raw(UP | AT, attestedBytes(length, new Uint8Array(length))))
    expect(() => encodeAuthenticatorData(attested(length))).toThrow(refusal)
  })

  test('a length beyond the end is refused', () => {
    expectRefused(raw(UP | AT, attestedBytes(500, new Uint8Array(16))))
  })
})

describe('what does not add up is refused', () => {
  const id = Uint8Array.of(1)
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['36 bytes', raw(UP).subarray(0, 36)],
    ['38 bytes', raw(UP, Uint8Array.of(0))],
    ['AT without data', raw(UP | AT)],
    ['AT with an AAGUID cut short', raw(UP | AT, KEYWARD_AAGUID.subarray(1))],
    ['AT without a key', raw(UP | AT, attestedBytes(1, id, new Uint8Array()))],
    ['a key cut short', raw(UP | AT, attestedBytes(1, id, COSE.subarray(0, -1)))],
    ['a key that is no map', raw(UP | AT, attestedBytes(1, id, Uint8Array.of(0)))],
    ['a key that is not canonical', raw(UP | AT, attestedBytes(1, id, decodeHex('a203260102')))],
    ['bytes after the key', raw(UP | AT, attestedBytes(1, id), Uint8Array.of(0))],
    ['data without AT', raw(UP, attestedBytes(1, id))],
    ['ED without extensions', raw(UP | ED)],
    ['ED with a number', raw(UP | ED, Uint8Array.of(0))],
    ['ED with an array', raw(UP | ED, Uint8Array.of(0x80))],
    ['bytes after the extensions', raw(UP | ED, decodeHex('a000'))],
    ['extensions without ED', raw(UP, decodeHex('a0'))],
    ['extensions after a key without ED', raw(UP | AT, attestedBytes(1, id), decodeHex('a0'))],
    ['extensions with a name that is not UTF-8', raw(UP | ED, decodeHex('a161ff00'))],
  ]
  test.each(rows)('%s', (_, bytes) => {
    expectRefused(bytes)
  })

  test('every proper beginning', () => {
    const whole = encodeAuthenticatorData({ ...attested(16), extensions: new Map([['a', 1]]) })
    for (let length = 0; length < whole.length; length += 1)
      expectRefused(whole.subarray(0, length))
  })
})

describe('parts of wrong sizes are not encoded', () => {
  test.each([31, 33])('an RP ID hash of %d bytes', (length) => {
    expect(() => encodeAuthenticatorData({ ...plain, rpIdHash: new Uint8Array(length) })).toThrow(
      refusal,
    )
  })

  test.each([-1, 1.5, 2 ** 32, Number.NaN])('a counter of %d', (signCount) => {
    expect(() => encodeAuthenticatorData({ ...plain, signCount })).toThrow(refusal)
  })

  test.each([15, 17])('data-01: an AAGUID of %d bytes', (length) => {
    const data = {
      ...plain,
      attestedCredentialData: {
        aaguid: new Uint8Array(length),
        credentialId: HASH,
        credentialPublicKey: COSE,
      },
    }
    expect(() => encodeAuthenticatorData(data)).toThrow(
      expect.objectContaining({ rule: 'data.aaguid' }),
    )
  })
})

test('round trip of any data', () => {
  const gesture = fc.constantFrom(
    ...[0, 1, 4, 5, 8, 9, 12, 13, 24, 25, 28, 29].map((bits) => flags(bits)),
  )
  const bytesOf = (length: number): fc.Arbitrary<Uint8Array> =>
    fc.uint8Array({ minLength: length, maxLength: length })
  const credential = fc.record({
    aaguid: bytesOf(16),
    credentialId: fc.uint8Array({ minLength: 1, maxLength: 1023 }),
    credentialPublicKey: fc.constant(COSE),
  })
  const data = fc.record(
    {
      rpIdHash: bytesOf(32),
      flags: gesture,
      signCount: fc.integer({ min: 0, max: 0xffffffff }),
      attestedCredentialData: credential,
      extensions: fc
        .dictionary(fc.string(), fc.boolean())
        .map((members) => new Map(Object.entries(members))),
    },
    { requiredKeys: ['rpIdHash', 'flags', 'signCount'] },
  )
  fc.assert(
    fc.property(data, (any) => {
      expect(parseAuthenticatorData(encodeAuthenticatorData(any))).toEqual(any)
    }),
  )
})
