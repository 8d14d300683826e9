import { concatBytes, decodeHex } from '@keyward/codec'
import { importPrivateKey, type KeyPair, parsePrivateDer } from '@keyward/primitives/keys'
import { fromBytes } from './oracle.ts'

/** SEC1 (RFC 5915) with nothing but the scalar and the name of the curve. */
const SEC1_HEAD = decodeHex('30310201010420')
const SEC1_TAIL = decodeHex('a00a06082a8648ce3d030107')

/** The pair of a P-256 scalar of 32 bytes. */
export function passkeyFromScalar(scalar: Uint8Array): KeyPair {
  return importPrivateKey(concatBytes(SEC1_HEAD, scalar, SEC1_TAIL))
}

/** The pair of an Ed25519 seed of 32 bytes: PKCS#8 as of RFC 8410. */
export function passkeyFromSeed(seed: Uint8Array): KeyPair {
  return importPrivateKey(concatBytes(decodeHex('302e020100300506032b657004220420'), seed))
}

/** d of a P-256 key: what no test may come to know from a grantee's half. */
export function p256Secret({ privateKey }: KeyPair): bigint {
  const numbers = parsePrivateDer(privateKey.exportPkcs8())
  if (numbers.kind !== 'p256') throw new Error('The key is not for P-256.')
  return fromBytes(numbers.scalar)
}

/** The seed of an Ed25519 key. */
export function ed25519Seed({ privateKey }: KeyPair): Uint8Array {
  const numbers = parsePrivateDer(privateKey.exportPkcs8())
  if (numbers.kind !== 'ed25519') throw new Error('The key is not for Ed25519.')
  return numbers.seed
}

/** The numbers of an RSA key. */
export function rsaSecret({ privateKey }: KeyPair): { n: bigint; d: bigint; phi: bigint } {
  const numbers = parsePrivateDer(privateKey.exportPkcs8())
  if (numbers.kind !== 'rsa') throw new Error('The key is not for RSA.')
  const { n, d, p, q } = numbers.numbers
  return { n: fromBytes(n), d: fromBytes(d), phi: (fromBytes(p) - 1n) * (fromBytes(q) - 1n) }
}
