import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { concatBytes, DER, encodeDer } from '@keyward/codec'
import { describe, expect, test } from 'vitest'
import { nobleBackend } from '../signature/noble.ts'
import { nodeBackend } from '../signature/node.ts'
import { EDDSA, ES256, RS256 } from './algorithm.ts'
import { importPrivateJwk, importPrivateKey } from './import.ts'
import type { KeyPair } from './private-key.ts'
import { encodeSpki } from './spki.ts'

const MESSAGE = Uint8Array.from({ length: 69 }, (_, i) => i)
const ZERO = Uint8Array.of(0)

const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

type JwkMember = 'd' | 'x' | 'y'
const memberOf = (key: KeyObject, name: JwkMember): Uint8Array =>
  Uint8Array.from(Buffer.from(key.export({ format: 'jwk' })[name] ?? '', 'base64url'))

const exported = (key: KeyObject, type: 'pkcs8' | 'sec1' | 'pkcs1'): Uint8Array =>
  Uint8Array.from(key.export({ format: 'der', type }))

const D = memberOf(p256, 'd')
const X = memberOf(p256, 'x')
const POINT = concatBytes(Uint8Array.of(4), X, memberOf(p256, 'y'))
const COMPRESSED = concatBytes(Uint8Array.of(2 + ((POINT[64] as number) & 1)), X)
const SEED = memberOf(ed25519, 'd')

const EC_ID = encodeDer(DER.objectId, Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01))
const P256_ID = encodeDer(
  DER.objectId,
  Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07),
)
const ED_ID = encodeDer(DER.objectId, Uint8Array.of(0x2b, 0x65, 0x70))

const version = (number: number): Uint8Array => encodeDer(DER.integer, Uint8Array.of(number))
const params = encodeDer(DER.context0, P256_ID)
const publicBits = (point: Uint8Array): Uint8Array =>
  encodeDer(DER.context1, encodeDer(DER.bitString, ZERO, point))

const sec1 = (scalar: Uint8Array, ...optional: Uint8Array[]): Uint8Array =>
  encodeDer(DER.sequence, version(1), encodeDer(DER.octetString, scalar), ...optional)

const pkcs8 = (
  number: number,
  id: Uint8Array[],
  key: Uint8Array,
  ...rest: Uint8Array[]
): Uint8Array =>
  encodeDer(
    DER.sequence,
    version(number),
    encodeDer(DER.sequence, ...id),
    encodeDer(DER.octetString, key),
    ...rest,
  )

const implicit = (point: Uint8Array): Uint8Array => encodeDer(DER.context1Primitive, ZERO, point)
const edKey = encodeDer(DER.octetString, SEED)
const edPoint = memberOf(ed25519, 'x')

const ENCODINGS: readonly (readonly [string, KeyObject, Uint8Array])[] = [
  ['P-256, PKCS#8 as OpenSSL writes it', p256, exported(p256, 'pkcs8')],
  ['P-256, PKCS#8 without the public key', p256, pkcs8(0, [EC_ID, P256_ID], sec1(D))],
  [
    'P-256, PKCS#8 with the curve twice',
    p256,
    pkcs8(0, [EC_ID, P256_ID], sec1(D, params, publicBits(POINT))),
  ],
  [
    'P-256, PKCS#8 with a compressed public key',
    p256,
    pkcs8(0, [EC_ID, P256_ID], sec1(D, publicBits(COMPRESSED))),
  ],
  [
    'P-256, PKCS#8 version 2, public key outside',
    p256,
    pkcs8(1, [EC_ID, P256_ID], sec1(D), implicit(POINT)),
  ],
  [
    'P-256, PKCS#8 with attributes',
    p256,
    pkcs8(0, [EC_ID, P256_ID], sec1(D), encodeDer(DER.context0)),
  ],
  ['P-256, SEC1 as OpenSSL writes it', p256, exported(p256, 'sec1')],
  ['P-256, SEC1 with neither curve nor public key', p256, sec1(D)],
  ['P-256, SEC1 with the curve', p256, sec1(D, params)],
  ['P-256, SEC1 with the public key', p256, sec1(D, publicBits(POINT))],
  ['P-256, SEC1 with both', p256, sec1(D, params, publicBits(POINT))],
  ['Ed25519, PKCS#8 as OpenSSL writes it', ed25519, exported(ed25519, 'pkcs8')],
  [
    'Ed25519, PKCS#8 version 2 with the public key',
    ed25519,
    pkcs8(1, [ED_ID], edKey, implicit(edPoint)),
  ],
  [
    'Ed25519, PKCS#8 version 2, explicitly tagged',
    ed25519,
    pkcs8(1, [ED_ID], edKey, publicBits(edPoint)),
  ],
  [
    'Ed25519, PKCS#8 version 2, attributes first',
    ed25519,
    pkcs8(1, [ED_ID], edKey, encodeDer(DER.context0), implicit(edPoint)),
  ],
  ['RSA, PKCS#8', rsa, exported(rsa, 'pkcs8')],
  ['RSA, PKCS#1', rsa, exported(rsa, 'pkcs1')],
]

/** The signature verifies in OpenSSL with the public key that the relying party would have stored. */
function expectSigns({ privateKey, publicKey }: KeyPair, original: KeyObject): void {
  const spki = createPublicKey(original).export({ format: 'der', type: 'spki' })
  expect(encodeSpki(publicKey)).toEqual(Uint8Array.from(spki))
  expect(privateKey.algorithm).toBe(publicKey.algorithm)
  const hash = publicKey.algorithm === EDDSA ? null : 'sha256'
  const backends =
    publicKey.algorithm === RS256 ? [nodeBackend()] : [nodeBackend(), nobleBackend(() => ZERO)]
  for (const backend of backends) {
    const signature = backend.sign(privateKey, MESSAGE) as Uint8Array
    expect(verify(hash, MESSAGE, createPublicKey(original), signature)).toBe(true)
  }
}

describe('[C38] every encoding of a private key signs for the public key that the site has', () => {
  test.each(ENCODINGS)('%s', (_, original, der) => {
    expectSigns(importPrivateKey(der), original)
  })

  test.each([
    ['P-256', p256],
    ['Ed25519', ed25519],
    ['RSA', rsa],
  ])('JSON Web Key, %s', (_, original) => {
    const jwk = original.export({ format: 'jwk' })
    expectSigns(importPrivateJwk({ ...jwk, kty: String(jwk.kty) }), original)
    expectSigns(
      importPrivateJwk({ ...jwk, kty: String(jwk.kty), kid: 'a', key_ops: ['sign'] }),
      original,
    )
  })

  test('JSON Web Key without its public members', () => {
    const { x: _x, y: _y, ...ec } = p256.export({ format: 'jwk' })
    expectSigns(importPrivateJwk({ ...ec, kty: 'EC' }), p256)
    const { x: _edX, ...okp } = ed25519.export({ format: 'jwk' })
    expectSigns(importPrivateJwk({ ...okp, kty: 'OKP' }), ed25519)
  })

  test('JSON Web Key, RSA with padded numbers', () => {
    const jwk = rsa.export({ format: 'jwk' })
    const padded = Buffer.concat([Buffer.alloc(1), Buffer.from(jwk.n ?? '', 'base64url')])
    expectSigns(importPrivateJwk({ ...jwk, kty: 'RSA', n: padded.toString('base64url') }), rsa)
  })
})

describe('all encodings of one key become the same canonical one', () => {
  test.each([
    ['P-256', p256, 138, ES256],
    ['Ed25519', ed25519, 48, EDDSA],
    ['RSA', rsa, undefined, RS256],
  ] as const)('%s', (_, original, length, algorithm) => {
    const forms = ENCODINGS.filter(([, key]) => key === original).map(([, , der]) =>
      importPrivateKey(der),
    )
    const canonical = exported(original, 'pkcs8')
    expect(canonical.length).toBe(length ?? canonical.length)
    for (const { privateKey } of forms) {
      expect(privateKey.algorithm).toBe(algorithm)
      expect(privateKey.exportPkcs8()).toEqual(canonical)
    }
  })

  test('a scalar with leading zeros, as some writers cut it', () => {
    const short = concatBytes(Uint8Array.of(1), D.subarray(2))
    const whole = concatBytes(new Uint8Array(1), short)
    const fromShort = importPrivateKey(sec1(short))
    expect(fromShort.publicKey).toEqual(importPrivateKey(sec1(whole)).publicKey)
    expect(fromShort.privateKey.exportPkcs8()).toHaveLength(138)
  })
})
