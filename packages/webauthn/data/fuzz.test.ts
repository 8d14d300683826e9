import { type CborValue, encodeUtf8 } from '@keyward/codec'
import { EDDSA, ES256, type PublicKey, RS256 } from '@keyward/primitives/keys'
import { fuzzParser, fuzzRuns } from '@keyward/testkit'
import { describe, expect, test } from 'vitest'
import { WebAuthnError } from '../error.ts'
import { KEYWARD_AAGUID } from './aaguid.ts'
import { encodeAttestationObject, parseAttestationObject } from './attestation-object.ts'
import {
  type AuthenticatorData,
  encodeAuthenticatorData,
  parseAuthenticatorData,
} from './authenticator-data.ts'
import { encodeClientData, parseClientData } from './client-data.ts'
import { encodeCoseKey, parseCoseKey } from './cose-key.ts'
import { FLAG, type GestureFlags } from './flags.ts'

const isOwnError = (error: unknown): boolean => error instanceof WebAuthnError
const runs = fuzzRuns()

const HASH = Uint8Array.from({ length: 32 }, (_, i) => 7 * i)
const KEYS: readonly PublicKey[] = [
  { algorithm: ES256, x: HASH, y: HASH.toReversed() },
  { algorithm: EDDSA, x: HASH },
  { algorithm: RS256, n: new Uint8Array(256).fill(0xc3), e: Uint8Array.of(1, 0, 1) },
]

const plain: AuthenticatorData = {
  rpIdHash: HASH,
  flags: (FLAG.userPresent | FLAG.backupEligible | FLAG.backupState) as GestureFlags,
  signCount: 1,
}
const attested = KEYS.map((key, i) => ({
  ...plain,
  attestedCredentialData: {
    aaguid: KEYWARD_AAGUID,
    credentialId: new Uint8Array(1 + i * 20).fill(0xcc),
    credentialPublicKey: encodeCoseKey(key),
  },
}))
const extensions = new Map<string, CborValue>([
  ['credProtect', 2],
  ['hmac-secret', true],
])
const AUTHENTICATOR_DATA = [
  plain,
  { ...plain, extensions },
  ...attested,
  ...attested.map((data) => ({ ...data, extensions })),
].map(encodeAuthenticatorData)

/** Both outcomes have to occur, or the inputs would prove nothing. */
function expectBoth({ accepted, refused }: { accepted: number; refused: number }): void {
  expect(accepted).toBeGreaterThan(runs / 20)
  expect(refused).toBeGreaterThan(runs / 20)
}

describe('mutated input gives a WebAuthnError or a value with the same bytes', () => {
  test('authenticator data', () => {
    expectBoth(
      fuzzParser({
        name: 'authenticator data',
        samples: AUTHENTICATOR_DATA,
        parse: parseAuthenticatorData,
        reencode: encodeAuthenticatorData,
        isOwnError,
        runs,
      }),
    )
  })

  test('attestation objects', () => {
    const statement = new Map<string, CborValue>([
      ['alg', -7],
      ['sig', HASH],
      ['x5c', [HASH, HASH]],
    ])
    const samples = AUTHENTICATOR_DATA.flatMap((authenticatorData) => [
      encodeAttestationObject({ format: 'none', statement: new Map(), authenticatorData }),
      encodeAttestationObject({ format: 'packed', statement, authenticatorData }),
    ])
    expectBoth(
      fuzzParser({
        name: 'attestation object',
        samples,
        parse: parseAttestationObject,
        reencode: encodeAttestationObject,
        isOwnError,
        runs,
      }),
    )
  })

  test('COSE keys', () => {
    expectBoth(
      fuzzParser({
        name: 'COSE key',
        samples: KEYS.map(encodeCoseKey),
        parse: parseCoseKey,
        reencode: encodeCoseKey,
        isOwnError,
        runs,
      }),
    )
  })

  test('client data, whose value survives its own encoding', () => {
    const base = { challenge: HASH, origin: 'https://perch.example', crossOrigin: false } as const
    const samples = [
      encodeClientData({ ...base, type: 'webauthn.create' }),
      encodeClientData({
        ...base,
        type: 'webauthn.get',
        crossOrigin: true,
        topOrigin: 'https://top.example',
      }),
      encodeUtf8(
        '{"origin":"https://\u00fc.example","type":"webauthn.get","challenge":"AQ==","x":{}}',
      ),
    ]
    expectBoth(
      fuzzParser({
        name: 'client data',
        samples,
        parse(bytes) {
          const value = parseClientData(bytes)
          const again = parseClientData(encodeClientData(value))
          // An escaped lone surrogate is a text in JSON, but none in UTF-8.
          const whole = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd')
          const { origin, topOrigin, ...rest } = value
          expect(again).toEqual({
            ...rest,
            origin: whole(origin),
            ...(topOrigin === undefined ? {} : { topOrigin: whole(topOrigin) }),
          })
        },
        isOwnError,
        runs,
      }),
    )
  })
})
