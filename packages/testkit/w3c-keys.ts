import { encodeCbor } from '@keyward/codec'
import { importPrivateJwk, type KeyPair } from '@keyward/primitives/keys'
import { ed448 } from '@noble/curves/ed448.js'
import { p384, p521 } from '@noble/curves/nist.js'
import { ed25519Jwk, p256Jwk, rsaJwk } from './jwk.ts'
import type { KeyKind } from './w3c-vectors.ts'

/** The key pair of a vector whose algorithm Keyward has, else undefined. */
export function w3cKeyPair(kind: KeyKind, secret: Uint8Array): KeyPair | undefined {
  if (kind === 'ES256') return importPrivateJwk(p256Jwk(secret))
  if (kind === 'EdDSA') return importPrivateJwk(ed25519Jwk(secret))
  // The two smallest Mersenne primes above 2^1024.
  if (kind === 'RS256') return importPrivateJwk(rsaJwk(2n ** 1279n - 1n, 2n ** 2203n - 1n, 65_537n))
  return undefined
}

/** The COSE key of a vector whose algorithm Keyward has not: ES384, ES512, Ed448. */
export function foreignCoseKey(kind: KeyKind, secret: Uint8Array): Uint8Array {
  if (kind === 'Ed448') {
    return encodeCbor(
      new Map<number, number | Uint8Array>([
        [1, 1],
        [3, -53],
        [-1, 7],
        [-2, ed448.getPublicKey(secret)],
      ]),
    )
  }
  const [curve, size, algorithm, id] =
    kind === 'ES384' ? ([p384, 48, -35, 2] as const) : ([p521, 66, -36, 3] as const)
  const padded = new Uint8Array(size)
  padded.set(secret, size - secret.length)
  const point = curve.getPublicKey(padded, false)
  return encodeCbor(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, algorithm],
      [-1, id],
      [-2, point.slice(1, 1 + size)],
      [-3, point.slice(1 + size)],
    ]),
  )
}
