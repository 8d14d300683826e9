import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ruleOf } from '../cases/rule-of.ts'
import { creationOptionsFromPage } from './creation.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from './json.ts'
import { requestOptionsFromPage } from './request.ts'

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, n) => 255 - n)

function creation(encode: (value: Uint8Array) => unknown) {
  return {
    rp: { id: 'example.com', name: 'Perch' },
    user: { id: encode(bytes(5)), name: 'ada', displayName: 'Ada' },
    challenge: encode(bytes(16)),
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 60_000,
    excludeCredentials: [{ type: 'public-key', id: encode(bytes(20)), transports: ['internal'] }],
    authenticatorSelection: { residentKey: 'required' },
    hints: ['hybrid'],
    extensions: {
      credProps: true,
      prf: { eval: { first: encode(bytes(0)), second: encode(bytes(26)) } },
    },
  }
}

function request(encode: (value: Uint8Array) => unknown) {
  const evalByCredential = { [b64(bytes(20))]: { first: encode(bytes(7)) } }
  return {
    challenge: encode(bytes(16)),
    rpId: 'example.com',
    allowCredentials: [{ type: 'public-key', id: encode(bytes(20)) }],
    userVerification: 'required',
    extensions: { prf: { evalByCredential } },
  }
}

describe('JSON forms', () => {
  test('say the same as the page forms', () => {
    const page = creationOptionsFromPage(creation((value) => value))
    expect(creationOptionsFromJSON(creation(b64))).toEqual(page)
    const asked = requestOptionsFromPage(request((value) => value))
    expect(requestOptionsFromJSON(request(b64))).toEqual(asked)
  })

  test('[C26] base64url is read padded and unpadded, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (challenge) => {
        const text = b64(challenge)
        const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '=')
        for (const written of [text, padded]) {
          expect(requestOptionsFromJSON({ challenge: written }).challenge).toEqual(challenge)
        }
      }),
    )
  })

  test.each(['A', 'AQIDB', '+_8', '-/8', 'not valid base64url', 'AQ=', 'AQI==', 'ü', 'AR'])(
    '[C26] %j is refused wherever bytes are expected',
    (text) => {
      const bad = (value: Uint8Array, length: number) =>
        value.length === length ? text : b64(value)
      for (const length of [5, 16, 20, 26]) {
        const options = creation((value) => bad(value, length))
        expect(ruleOf(() => creationOptionsFromJSON(options))).toBe('options.encoding')
      }
      for (const length of [16, 20, 7]) {
        const options = request((value) => bad(value, length))
        expect(ruleOf(() => requestOptionsFromJSON(options))).toBe('options.encoding')
      }
    },
  )

  test('bytes in the way of pages or quirks are refused', () => {
    for (const challenge of [bytes(3), [1, 2, 3], { 0: 1, 1: 2 }, new ArrayBuffer(3)]) {
      expect(ruleOf(() => requestOptionsFromJSON({ challenge }))).toBe('options.encoding')
    }
    expect(ruleOf(() => requestOptionsFromJSON({ challenge: Symbol('x') }))).toBe('options.type')
  })

  test('[C25] user.id has 1 to 64 bytes', () => {
    const withId = (id: string) => ({ ...creation(b64), user: { id, name: 'a', displayName: 'A' } })
    const rule = (id: string) => ruleOf(() => creationOptionsFromJSON(withId(id)))
    expect(rule('')).toBe('options.user-id-length')
    expect(rule(b64(bytes(65)))).toBe('options.user-id-length')
    expect(rule(b64(bytes(64)))).toBe('none')
  })

  test('text longer than all limits is refused before it is decoded', () => {
    const challenge = 'A'.repeat(8_000_000)
    expect(ruleOf(() => requestOptionsFromJSON({ challenge }))).toBe('options.too-large')
  })
})
