import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { encodeBase64url } from '@keyward/codec'
import { encodeSpki, importPrivateKey, type PrivateKey } from '@keyward/primitives/keys'
import { nodeBackend } from '@keyward/primitives/signature/node'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CredentialSource, PrfSeeds } from '../authenticator/credential-source.ts'
import { encodeCoseKey, parseCoseKey } from '../data/cose-key.ts'
import { encodeCxfPasskey, parseCxfPasskey } from './cxf-passkey.ts'

const pkcs8 = (key: KeyObject): Uint8Array =>
  Uint8Array.from(key.export({ format: 'der', type: 'pkcs8' }))

const KEYS: readonly (readonly [string, KeyObject])[] = [
  ['P-256', generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey],
  ['Ed25519', generateKeyPairSync('ed25519').privateKey],
  ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
]

function sourceOf(key: KeyObject): CredentialSource {
  const { privateKey, publicKey } = importPrivateKey(pkcs8(key))
  return {
    type: 'public-key',
    id: Uint8Array.of(1, 2, 3),
    rpId: 'perch.example',
    rpName: 'Perch',
    userHandle: Uint8Array.of(9),
    userName: 'studio@acme.example',
    userDisplayName: 'Studio',
    algorithm: publicKey.algorithm,
    publicKey: encodeCoseKey(publicKey),
    privateKey,
    signCount: 0,
    backupEligible: true,
    backupState: true,
    credProtect: 1,
    createdAt: 1_700_000_000_000,
  }
}

const SOURCE = sourceOf((KEYS[0] as (typeof KEYS)[number])[1])

/** Out into a file and in again. */
const roundTrip = (source: CredentialSource): CredentialSource =>
  parseCxfPasskey(JSON.parse(JSON.stringify(encodeCxfPasskey(source))))

/** All members, with the secrets laid open so that they are compared too. */
function laidOpen({ privateKey, prfSeeds, ...rest }: CredentialSource): unknown {
  return { ...rest, pkcs8: privateKey?.exportPkcs8(), seeds: prfSeeds?.reveal() }
}

describe('encode and parse', () => {
  test('the members of the format, to the letter (CXF 1.0 section 3.3.9)', () => {
    expect(
      encodeCxfPasskey({ ...SOURCE, prfSeeds: new PrfSeeds(Uint8Array.of(1), Uint8Array.of(2)) }),
    ).toEqual({
      type: 'passkey',
      credentialId: 'AQID',
      rpId: 'perch.example',
      username: 'studio@acme.example',
      userDisplayName: 'Studio',
      userHandle: 'CQ',
      key: encodeBase64url(SOURCE.privateKey?.exportPkcs8() ?? new Uint8Array()),
      fido2Extensions: {
        hmacCredentials: { algorithm: 'hmac-sha256', credWithUV: 'AQ', credWithoutUV: 'Ag' },
      },
      keyward: {
        rpName: 'Perch',
        signCount: 0,
        backupEligible: true,
        backupState: true,
        credProtect: 1,
        createdAt: 1_700_000_000_000,
      },
    })
  })

  test('[C24] IDs of 1 to 1,023 bytes go out and in unchanged', () => {
    const userHandle = fc.uint8Array({ minLength: 1, maxLength: 64 })
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 1023 }), userHandle, (id, handle) => {
        const again = roundTrip({ ...SOURCE, id, userHandle: handle })
        expect(again.id).toEqual(id)
        expect(again.userHandle).toEqual(handle)
      }),
    )
    for (const length of [1, 15, 16, 17, 64, 255, 256, 1022, 1023]) {
      const id = new Uint8Array(length).fill(0xfb)
      expect(roundTrip({ ...SOURCE, id }).id).toEqual(id)
    }
  })

  test('[C27] [C28] [C35] counter, flags, seeds and all else survive', () => {
    const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })
    const changes = fc.record(
      {
        signCount: fc.integer({ min: 0, max: 0xffffffff }),
        flags: fc.constantFrom([false, false], [true, false], [true, true]),
        credProtect: fc.constantFrom(1, 2, 3),
        rpName: fc.string({ unit: 'grapheme' }),
        userName: fc.string({ unit: 'grapheme' }),
        userDisplayName: fc.string({ unit: 'grapheme' }),
        prfSeeds: fc.tuple(seed, seed).map(([withUv, without]) => new PrfSeeds(withUv, without)),
        createdAt: fc.integer({ min: 0, max: 8.64e15 }),
      },
      {
        requiredKeys: [
          'signCount',
          'flags',
          'credProtect',
          'rpName',
          'userName',
          'userDisplayName',
        ],
      },
    )
    const { createdAt: _, ...undated } = SOURCE
    fc.assert(
      fc.property(changes, ({ flags: [backupEligible = true, backupState = true], ...rest }) => {
        const source: CredentialSource = { ...undated, ...rest, backupEligible, backupState }
        expect(laidOpen(roundTrip(source))).toEqual(laidOpen(source))
      }),
    )
  })

  test.each([0, 1, 2 ** 31, 0xffffffff])('[C27] a counter of %d', (signCount) => {
    expect(roundTrip({ ...SOURCE, signCount }).signCount).toBe(signCount)
  })

  test('a key that is not on this device is not exported', () => {
    const { privateKey: _, ...shared } = SOURCE
    expect(() => encodeCxfPasskey(shared)).toThrow(
      expect.objectContaining({ rule: 'exchange.key' }),
    )
  })
})

describe('[C38] keys', () => {
  test.each(KEYS)(
    '%s: what comes in signs for the public key that the site has',
    async (_, key) => {
      const { privateKey, publicKey, algorithm } = roundTrip(sourceOf(key))
      expect(algorithm).toBe(sourceOf(key).algorithm)
      const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
      expect(encodeSpki(parseCoseKey(publicKey))).toEqual(Uint8Array.from(spki))
      const message = Uint8Array.of(1, 2, 3)
      expect(privateKey).toBeDefined()
      const signed = nodeBackend().sign(privateKey as PrivateKey, message)
      const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
      expect(verify(hash, message, createPublicKey(key), await signed)).toBe(true)
    },
  )

  test.each(KEYS)('%s: what goes out is PKCS#8 that others read', (_, key) => {
    const der = Buffer.from(encodeCxfPasskey(sourceOf(key)).key, 'base64url')
    const theirs = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
    const signature = sign(hash, Uint8Array.of(4), theirs)
    expect(verify(hash, Uint8Array.of(4), createPublicKey(key), signature)).toBe(true)
  })
})
