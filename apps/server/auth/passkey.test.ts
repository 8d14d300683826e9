import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { concatBytes, encodeBase64url, encodeCbor, encodeUtf8 } from '@keyward/codec'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { newPasskey, passkeySignIn } from './passkey.ts'

const ID = 'foockifjjjaaibpcmnbocegnfamibjmf'
const SITE = { origin: 'https://keyward.test', rpId: 'keyward.test', extensionId: ID }
/** Chromium makes an extension's whole origin the RP ID that is signed for. */
const OWN = `chrome-extension://${ID}`
const OTHER = `chrome-extension://${'b'.repeat(32)}`
const CHALLENGE = encodeBase64url(new Uint8Array(32).fill(5))
const CREDENTIAL_ID = new Uint8Array(16).fill(9)
const PRESENT_AND_VERIFIED = 0x05

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const sha256 = (bytes: Uint8Array | string): Uint8Array =>
  createHash('sha256').update(bytes).digest()

/** As an authenticator of the browser makes them, for any origin and RP ID. */
function clientData(type: string, origin: string): Uint8Array {
  return encodeUtf8(JSON.stringify({ type, challenge: CHALLENGE, origin, crossOrigin: false }))
}

function made(origin: string, rpId: string): RegistrationResponse {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'))
  const key = encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]),
  )
  const authData = concatBytes(
    sha256(rpId),
    Uint8Array.of(PRESENT_AND_VERIFIED | 0x40, 0, 0, 0, 0),
    new Uint8Array(16),
    Uint8Array.of(0, CREDENTIAL_ID.length),
    CREDENTIAL_ID,
    key,
  )
  const attestation = encodeCbor(
    new Map<string, string | Map<string, string> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, string>()],
      ['authData', authData],
    ]),
  )
  return {
    ...common(),
    response: {
      clientDataJSON: encodeBase64url(clientData('webauthn.create', origin)),
      attestationObject: encodeBase64url(attestation),
      transports: ['internal'],
    },
  }
}

function used(origin: string, rpId: string): AuthenticationResponse {
  const data = clientData('webauthn.get', origin)
  const authData = concatBytes(sha256(rpId), Uint8Array.of(PRESENT_AND_VERIFIED, 0, 0, 0, 0))
  const signature = sign('sha256', concatBytes(authData, sha256(data)), privateKey)
  return {
    ...common(),
    response: {
      clientDataJSON: encodeBase64url(data),
      authenticatorData: encodeBase64url(authData),
      signature: encodeBase64url(signature),
    },
  }
}

function common() {
  const id = encodeBase64url(CREDENTIAL_ID)
  return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} }
}

describe('passkeys of the browser extension', () => {
  test('are made and sign in under its own origin', async () => {
    const passkey = await newPasskey(SITE, CHALLENGE, made(OWN, OWN))
    expect(passkey).toBeDefined()
    expect(await passkeySignIn(SITE, CHALLENGE, used(OWN, OWN), passkey!)).toBe(0)
  })

  test.each([
    ['another extension', OTHER, OTHER],
    ['its origin with the RP ID of the web app', OWN, SITE.rpId],
    ['the web app with the RP ID of the extension', SITE.origin, OWN],
    ['an origin that only begins like it', `${OWN}.evil.example`, OWN],
  ])('%s gets none, and signs nobody in', async (_, origin, rpId) => {
    expect(await newPasskey(SITE, CHALLENGE, made(origin, rpId))).toBeUndefined()
    const own = await newPasskey(SITE, CHALLENGE, made(OWN, OWN))
    expect(await passkeySignIn(SITE, CHALLENGE, used(origin, rpId), own!)).toBeUndefined()
  })

  test('are refused where the server has none', async () => {
    const without = { ...SITE, extensionId: null }
    for (const origin of [OWN, 'chrome-extension://', 'chrome-extension://null'])
      expect(await newPasskey(without, CHALLENGE, made(origin, origin))).toBeUndefined()
  })

  test('the web app’s own go on as they were', async () => {
    const passkey = await newPasskey(SITE, CHALLENGE, made(SITE.origin, SITE.rpId))
    expect(await passkeySignIn(SITE, CHALLENGE, used(SITE.origin, SITE.rpId), passkey!)).toBe(0)
  })

  test('client data of any form is refused, never thrown', async () => {
    const whole = made(SITE.origin, SITE.rpId)
    for (const bytes of ['', '{', 'null', '[]', '"x"']) {
      const clientDataJSON = encodeBase64url(encodeUtf8(bytes))
      const bent = { ...whole, response: { ...whole.response, clientDataJSON } }
      expect(await newPasskey(SITE, CHALLENGE, bent)).toBeUndefined()
    }
  })
})
