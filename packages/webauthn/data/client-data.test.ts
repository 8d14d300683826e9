import { decodeHex, decodeUtf8, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { type ClientData, encodeClientData, parseClientData } from './client-data.ts'

const CHALLENGE = Uint8Array.from({ length: 32 }, (_, i) => 0xf0 ^ (i * 7))
const data: ClientData = {
  type: 'webauthn.create',
  challenge: CHALLENGE,
  origin: 'https://perch.example',
  crossOrigin: false,
}

/** What JSON.stringify makes of the same members in the same order. */
function stringified({ type, challenge, origin, crossOrigin, topOrigin }: ClientData): string {
  return JSON.stringify({
    type,
    challenge: encodeBase64url(challenge),
    origin,
    crossOrigin,
    topOrigin,
  })
}

describe('serialisation (WebAuthn section 5.8.1.1)', () => {
  test('to the byte', () => {
    const text = decodeUtf8(encodeClientData({ ...data, challenge: Uint8Array.of(0xfb, 0xff) }))
    expect(text).toBe(
      '{"type":"webauthn.create","challenge":"-_8","origin":"https://perch.example","crossOrigin":false}',
    )
  })

  test('with the top origin at its end', () => {
    const text = decodeUtf8(
      encodeClientData({
        ...data,
        type: 'webauthn.get',
        crossOrigin: true,
        topOrigin: 'https://top.example',
      }),
    )
    expect(text).toContain('{"type":"webauthn.get",')
    expect(text.endsWith(',"crossOrigin":true,"topOrigin":"https://top.example"}')).toBe(true)
  })

  test('the same as JSON.stringify for origins without control characters', () => {
    const origin = fc.oneof(
      fc.webUrl(),
      fc.domain().map((host) => `https://${host}`),
      fc.constant('android:apk-key-hash:kQyN-1g_'),
      // U+0020 and above, whole characters: both escape quotes and backslashes alike.
      fc.string({ unit: 'binary' }).filter((text) => !/\p{Cc}/u.test(text)),
    )
    const clientData = fc.record(
      {
        type: fc.constantFrom('webauthn.create', 'webauthn.get'),
        challenge: fc.uint8Array(),
        origin,
        crossOrigin: fc.boolean(),
        topOrigin: origin,
      },
      { requiredKeys: ['type', 'challenge', 'origin', 'crossOrigin'] },
    )
    fc.assert(
      fc.property(clientData, (any) => {
        const bytes = encodeClientData(any)
        expect(decodeUtf8(bytes)).toBe(stringified(any))
        expect(parseClientData(bytes)).toEqual(any)
      }),
    )
  })

  const escapes: readonly (readonly [string, string])[] = [
    ['"', String.raw`\"`],
    ['\\', String.raw`\\`],
    ['\u0000', String.raw`\u0000`],
    ['\b', String.raw`\u0008`],
    ['\t', String.raw`\u0009`],
    ['\n', String.raw`\u000a`],
    ['\u001f', String.raw`\u001f`],
    [' ', ' '],
    ['/', '/'],
    ['<&>', '<&>'],
    ['\u007f\u0080\u2028', '\u007f\u0080\u2028'],
    ['\u{1f511}', '\u{1f511}'],
  ]
  test.each(escapes)('CCDToString of %j is %j', (character, expected) => {
    const bytes = encodeClientData({ ...data, origin: `a${character}b` })
    expect(decodeUtf8(bytes)).toContain(`"origin":"a${expected}b","crossOrigin"`)
    expect(parseClientData(bytes).origin).toBe(`a${character}b`)
  })

  test('a lone surrogate becomes U+FFFD, as in every text that is encoded', () => {
    expect(parseClientData(encodeClientData({ ...data, origin: 'a\ud800b' })).origin).toBe(
      'a\ufffdb',
    )
  })
})

describe('parse, as a verifier', () => {
  const parseText = (text: string): ClientData => parseClientData(encodeUtf8(text))

  test('any order, white space, unknown members', () => {
    const text = ` { "x": [1], "origin": "https://a", "future": null,
      "challenge": "AQ", "type": "webauthn.get" } `
    expect(parseText(text)).toEqual({
      type: 'webauthn.get',
      challenge: Uint8Array.of(1),
      origin: 'https://a',
      crossOrigin: false,
    })
  })

  test('a byte order mark is stripped (registration step 5)', () => {
    const bytes = encodeClientData(data)
    expect(parseClientData(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes))).toEqual(data)
    expect(() =>
      parseClientData(Uint8Array.of(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, ...bytes)),
    ).toThrow(WebAuthnError)
  })

  const member = (name: string, value: unknown): Uint8Array =>
    encodeUtf8(JSON.stringify({ ...JSON.parse(stringified(data)), [name]: value }))
  const rows: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['not UTF-8', decodeHex('7b22ff227d')],
    ['not JSON', encodeUtf8('{"type":')],
    ['a text', encodeUtf8('"webauthn.get"')],
    ['null', encodeUtf8('null')],
    ['an array', encodeUtf8('[]')],
    ['an empty object', encodeUtf8('{}')],
    ['bytes after it', Uint8Array.of(...encodeClientData(data), 0x7d)],
    ['another type', member('type', 'payment.get')],
    ['a type that is no text', member('type', 1)],
    ['no type', member('type', undefined)],
    ['no challenge', member('challenge', undefined)],
    ['a challenge that is no text', member('challenge', 5)],
    ['a challenge in base64', member('challenge', '+/+/')],
    ['a challenge of an impossible length', member('challenge', 'A')],
    ['no origin', member('origin', undefined)],
    ['an origin that is no text', member('origin', { href: 'https://a' })],
    ['crossOrigin as a text', member('crossOrigin', 'false')],
    ['topOrigin as a number', member('topOrigin', 1)],
    ['nested a hundred thousand deep', encodeUtf8('['.repeat(100_000))],
  ]
  test.each(rows)('%s is refused', (_, bytes) => {
    expect(() => parseClientData(bytes)).toThrow(WebAuthnError)
    expect(() => parseClientData(bytes)).toThrow(
      expect.objectContaining({ rule: 'data.client-data', name: 'DataError' }),
    )
  })

  test('members of the prototype are none of the client data', () => {
    expect(() =>
      parseText('{"__proto__":{"type":"webauthn.get","challenge":"AQ","origin":"https://a"}}'),
    ).toThrow(WebAuthnError)
  })
})
