import { decodeBase64url, equalBytes } from '@keyward/codec'
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { PrimitivesError } from '../error.ts'
import { EDDSA, ES256, type PublicKey, RS256 } from './algorithm.ts'
import { type KeyPair, PrivateKey } from './private-key.ts'
import { rsaNumbersFit } from './rsa-numbers.ts'
import {
  encodeEd25519Pkcs8,
  encodeP256Pkcs8,
  encodeRsaPkcs8,
  parsePrivateDer,
  type PrivateNumbers,
  RSA_MEMBERS,
  type RsaNumbers,
} from './pkcs8.ts'

/**
 * Imports a private key from PKCS#8 (with or without the public key), SEC1 or PKCS#1 DER, and
 * computes its public key.
 *
 * @throws {PrimitivesError} `key.malformed`, `key.unsupported`, or `key.mismatch` when the public
 *   key inside is not that of the private key
 */
export function importPrivateKey(der: Uint8Array): KeyPair {
  return fromNumbers(parsePrivateDer(der))
}

/** A private key as a JSON Web Key (RFC 7517, RFC 8037): EC P-256, OKP Ed25519 or RSA with all its numbers. */
export interface PrivateJwk {
  readonly kty: string
  readonly crv?: string
  readonly [member: string]: unknown
}

/**
 * Imports a private JSON Web Key. Public members that are present have to fit.
 *
 * @throws {PrimitivesError} as `importPrivateKey`
 */
export function importPrivateJwk(jwk: PrivateJwk): KeyPair {
  if (jwk.kty === 'EC' && jwk.crv === 'P-256') {
    const pair = fromNumbers({ kind: 'p256', scalar: member(jwk, 'd') })
    if (pair.publicKey.algorithm === ES256) expectMember(jwk, 'y', pair.publicKey.y)
    if (pair.publicKey.algorithm === ES256) expectMember(jwk, 'x', pair.publicKey.x)
    return pair
  }
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') {
    const pair = fromNumbers({ kind: 'ed25519', seed: member(jwk, 'd') })
    if (pair.publicKey.algorithm === EDDSA) expectMember(jwk, 'x', pair.publicKey.x)
    return pair
  }
  if (jwk.kty === 'RSA') {
    const numbers = Object.fromEntries(
      RSA_MEMBERS.map((name) => [name, withoutLeadingZeros(member(jwk, name))]),
    ) as RsaNumbers
    return fromNumbers({ kind: 'rsa', numbers })
  }
  throw new PrimitivesError('key.unsupported', 'The JSON Web Key is not for P-256, Ed25519 or RSA.')
}

function fromNumbers(key: PrivateNumbers): KeyPair {
  switch (key.kind) {
    case 'p256':
      return p256Pair(key.scalar, key.point)
    case 'ed25519':
      return ed25519Pair(key.seed, key.point)
    case 'rsa':
      return rsaPair(key.numbers)
  }
}

/** The key pair of a P-256 scalar of 32 bytes. @throws {PrimitivesError} `key.malformed` when it is 0 or not below n */
export function p256Pair(scalar: Uint8Array, embedded?: Uint8Array): KeyPair {
  if (!p256.utils.isValidSecretKey(scalar)) {
    throw new PrimitivesError(
      'key.malformed',
      'The P-256 private key is not 32 bytes between 1 and n - 1.',
    )
  }
  const point = p256.getPublicKey(scalar, false)
  if (embedded !== undefined) {
    // A foreign point is compared as encoded, compressed or not: it is never computed with.
    expectSame(embedded, embedded.length === 33 ? p256.getPublicKey(scalar, true) : point)
  }
  const publicKey: PublicKey = { algorithm: ES256, x: point.slice(1, 33), y: point.slice(33) }
  return { privateKey: new PrivateKey(ES256, encodeP256Pkcs8(scalar, point)), publicKey }
}

/** The key pair of an Ed25519 seed of 32 bytes (RFC 8032). */
export function ed25519Pair(seed: Uint8Array, embedded?: Uint8Array): KeyPair {
  if (seed.length !== 32)
    throw new PrimitivesError('key.malformed', 'An Ed25519 private key has 32 bytes.')
  const publicKey: PublicKey = { algorithm: EDDSA, x: ed25519.getPublicKey(seed) }
  if (embedded !== undefined) expectSame(embedded, publicKey.x)
  return { privateKey: new PrivateKey(EDDSA, encodeEd25519Pkcs8(seed)), publicKey }
}

function rsaPair(numbers: RsaNumbers): KeyPair {
  if (numbers.n.length < 256 || numbers.n.length > 512) {
    throw new PrimitivesError('key.unsupported', 'RSA keys from 2,048 to 4,096 bits are supported.')
  }
  if (!rsaNumbersFit(numbers)) throw mismatch()
  const publicKey: PublicKey = { algorithm: RS256, n: numbers.n, e: numbers.e }
  return { privateKey: new PrivateKey(RS256, encodeRsaPkcs8(numbers)), publicKey }
}

function member(jwk: PrivateJwk, name: string): Uint8Array {
  const value = jwk[name]
  if (typeof value !== 'string') {
    throw new PrimitivesError('key.malformed', `The JSON Web Key lacks its member "${name}".`)
  }
  try {
    return decodeBase64url(value)
  } catch (error) {
    throw new PrimitivesError(
      'key.malformed',
      `The member "${name}" of the JSON Web Key is not base64url.`,
      {
        cause: error,
      },
    )
  }
}

/** Some writers pad the numbers of a JSON Web Key, against RFC 7518 section 2. */
function withoutLeadingZeros(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (bytes[start] === 0) start += 1
  return bytes.subarray(start)
}

function expectMember(jwk: PrivateJwk, name: string, expected: Uint8Array): void {
  if (jwk[name] !== undefined) expectSame(member(jwk, name), expected)
}

function expectSame(embedded: Uint8Array, expected: Uint8Array): void {
  if (!equalBytes(embedded, expected)) throw mismatch()
}

function mismatch(): PrimitivesError {
  return new PrimitivesError(
    'key.mismatch',
    'The public key inside is not that of the private key.',
  )
}
