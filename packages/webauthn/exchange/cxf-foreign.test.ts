import { encodeBase64url } from '@keyward/codec'
import { sharedJson } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CredentialSource } from '../authenticator/credential-source.ts'
import { WebAuthnError } from '../error.ts'
import { encodeCxfPasskey, parseCxfPasskey } from './cxf-passkey.ts'

/** Made for this test: a P-256 key in PKCS#8 with its public key, and the draft's one secret. */
const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya-p2EW6dRZrXCFXZ7HWk05Qw9s26JsSe4piKxIPZyGhRANCAARg_tS6JVqdMclh63TGNW1owEm4kjth-mzmaWIuYPKftnkD_hAIuLyZpBrp6VYovGTy8bIMLX6fUXejwpTURiKZ'

const EXAMPLE = {
  type: 'passkey',
  credentialId: 'Zmlyc3QtcGFzc2tleQ',
  rpId: 'perch.example',
  username: 'studio@acme.example',
  userDisplayName: 'Studio',
  userHandle: 'c3R1ZGlv',
  key: KEY,
  fido2Extensions: {
    hmacSecret: { algorithm: 'HS256', secret: encodeBase64url(new Uint8Array(32).fill(5)) },
  },
} as const

function refusalOf(value: unknown): WebAuthnError | undefined {
  try {
    parseCxfPasskey(value)
    return undefined
  } catch (error) {
    if (error instanceof WebAuthnError) return error
    throw error
  }
}

const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text))

describe('data-06: a passkey of another manager', () => {
  test('an own example, with the draft of the secret', () => {
    const source = parseCxfPasskey(EXAMPLE)
    expect(source).toMatchObject({
      type: 'public-key',
      id: ascii('first-passkey'),
      rpId: 'perch.example',
      rpName: '',
      userHandle: ascii('studio'),
      userName: 'studio@acme.example',
      userDisplayName: 'Studio',
      algorithm: -7,
      credProtect: 1,
    })
    const seed = new Uint8Array(32).fill(5)
    expect(source.prfSeeds?.reveal()).toEqual({ withVerification: seed, withoutVerification: seed })
    expect(encodeBase64url(source.privateKey?.exportPkcs8() ?? new Uint8Array())).toBe(KEY)
  })

  interface CxfFile {
    readonly accounts: { items: { credentials: { type: string; key?: string }[] }[] }[]
  }
  const published = sharedJson('data/exports/bw-sdk-cxf_example.json') as CxfFile | undefined
  test.each(published === undefined ? [] : [published])('the published example', ({ accounts }) => {
    const credentials = accounts.flatMap(({ items }) => items.flatMap((item) => item.credentials))
    const passkeys = credentials.filter(({ type }) => type === 'passkey')
    expect(passkeys).toHaveLength(1)
    const [source] = passkeys.map(parseCxfPasskey) as [CredentialSource]
    expect(source).toMatchObject({ rpId: 'webauthn.io', userName: 'johndoe', algorithm: -7 })
    expect(source.id).toEqual(ascii('credentialIdExample'))
    expect(source.prfSeeds?.reveal().withVerification).toEqual(ascii('secret_key_data'))
    expect(encodeCxfPasskey(source).key).toBe(passkeys[0]?.key)
    for (const other of credentials.filter(({ type }) => type !== 'passkey')) {
      expect(refusalOf(other)?.rule).toBe('exchange.malformed')
    }
  })
})

describe('what is not there has its default', () => {
  test('[C27] [C28] synchronised (BE and BS), with a counter of 0', () => {
    expect(parseCxfPasskey(EXAMPLE)).toMatchObject({
      signCount: 0,
      backupEligible: true,
      backupState: true,
    })
  })

  test('unknown members and extensions are ignored', () => {
    const { prfSeeds: _, ...plain } = parseCxfPasskey(EXAMPLE)
    const more = {
      ...EXAMPLE,
      fido2Extensions: { largeBlob: { size: 5 }, payments: true, new: null },
      shoeSize: 44,
    }
    const { prfSeeds, ...rest } = parseCxfPasskey(more)
    expect(rest).toEqual(plain)
    expect(prfSeeds).toBeUndefined()
  })

  test.each([
    [
      'hmacCredentials',
      { hmacCredentials: { algorithm: 'hmac-sha512', credWithUV: 'AA', credWithoutUV: 'AA' } },
    ],
    ['hmacSecret', { hmacSecret: { algorithm: 'HS512', secret: 'AA' } }],
  ])('%s of an unknown algorithm is ignored', (_, fido2Extensions) => {
    expect(parseCxfPasskey({ ...EXAMPLE, fido2Extensions }).prfSeeds).toBeUndefined()
  })

  test('null is as absent', () => {
    const nothing = { fido2Extensions: null, keyward: null, username: null, userDisplayName: null }
    expect(parseCxfPasskey({ ...EXAMPLE, ...nothing })).toMatchObject({
      userName: '',
      userDisplayName: '',
      signCount: 0,
    })
    const nulls = {
      rpName: null,
      signCount: null,
      backupEligible: null,
      backupState: null,
      credProtect: null,
      createdAt: null,
    }
    const source = parseCxfPasskey({ ...EXAMPLE, keyward: nulls })
    expect(source).toMatchObject({
      rpName: '',
      signCount: 0,
      backupEligible: true,
      backupState: true,
      credProtect: 1,
    })
    expect(source.createdAt).toBeUndefined()
  })

  test('[C28] BS never without BE', () => {
    const keyward = { backupEligible: false, backupState: true }
    expect(parseCxfPasskey({ ...EXAMPLE, keyward })).toMatchObject({
      backupEligible: false,
      backupState: false,
    })
  })

  test('padded base64url is read', () => {
    expect(parseCxfPasskey({ ...EXAMPLE, credentialId: 'Zmlyc3QtcGFzc2tleQ==' }).id).toEqual(
      ascii('first-passkey'),
    )
  })
})

describe('[C24] what cannot be read is refused by name', () => {
  const long = encodeBase64url(new Uint8Array(1024))
  const rows: readonly (readonly [string, unknown])[] = [
    ['credentialId', undefined],
    ['credentialId', null],
    ['credentialId', ''],
    ['credentialId', 5],
    ['credentialId', '{52217b91}'],
    ['credentialId', 'A'],
    ['credentialId', '+/+/'],
    ['credentialId', long],
    ['userHandle', undefined],
    ['userHandle', ''],
    ['userHandle', encodeBase64url(new Uint8Array(65))],
    ['userHandle', 'not base64url'],
    ['rpId', undefined],
    ['rpId', ''],
    ['rpId', 5],
    ['username', 5],
    ['userDisplayName', {}],
    ['key', undefined],
    ['key', '+'],
    ['key', encodeBase64url(new Uint8Array(8193))],
  ]
  test.each(rows)('%s: %j', (name, value) => {
    const refusal = refusalOf({ ...EXAMPLE, [name]: value })
    expect(refusal?.rule).toBe('exchange.malformed')
    expect(refusal?.message).toContain(`"${name}"`)
  })

  test.each(['signCount', 'credProtect', 'createdAt'])('keyward.%s out of range', (name) => {
    for (const value of [-1, 1.5, 2 ** 53, 'x', true]) {
      const refusal = refusalOf({ ...EXAMPLE, keyward: { [name]: value } })
      expect(refusal?.rule).toBe('exchange.malformed')
      expect(refusal?.message).toContain(`"keyward.${name}"`)
    }
  })

  test.each(['AAAA', 'MAA', KEY.slice(0, 60)])('a key that is none: %s', (key) => {
    expect(refusalOf({ ...EXAMPLE, key })?.rule).toBe('exchange.key')
  })

  test.each([
    ['empty', ''],
    ['65 bytes', encodeBase64url(new Uint8Array(65))],
    ['absent', undefined],
  ])('a seed that is %s', (_, credWithUV) => {
    const hmacCredentials = { algorithm: 'hmac-sha256', credWithUV, credWithoutUV: 'AAAA' }
    const refusal = refusalOf({ ...EXAMPLE, fido2Extensions: { hmacCredentials } })
    expect(refusal?.rule).toBe('exchange.malformed')
    expect(refusal?.message).toContain('"credWithUV"')
  })

  test.each([null, undefined, 'passkey', 5, [], [EXAMPLE], {}, { ...EXAMPLE, type: 'basic-auth' }])(
    'no passkey record: row %#',
    (value) => {
      expect(refusalOf(value)?.rule).toBe('exchange.malformed')
    },
  )

  test('a refusal holds nothing of the key', () => {
    const broken = `${KEY.slice(0, 80)}AAAA`
    expect(`${refusalOf({ ...EXAMPLE, key: broken })?.message}`).not.toContain(KEY.slice(10, 30))
  })
})

test('any value in place of any member: a passkey or a WebAuthnError', () => {
  const path = fc.constantFrom(...Object.keys(EXAMPLE), 'keyward')
  fc.assert(
    fc.property(fc.dictionary(path, fc.jsonValue(), { maxKeys: 3 }), (changes) => {
      expect(refusalOf({ ...EXAMPLE, ...changes })?.name ?? 'DataError').toBe('DataError')
    }),
    { numRuns: 500 },
  )
})
