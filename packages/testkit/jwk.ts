import { decodeHex, encodeBase64url } from '@keyward/codec'
import type { PrivateJwk } from '@keyward/primitives/keys'

/** JSON Web Keys from numbers, for keys that are given by their secrets. */
export function p256Jwk(scalar: Uint8Array): PrivateJwk {
  return { kty: 'EC', crv: 'P-256', d: encodeBase64url(scalar) }
}

export function ed25519Jwk(seed: Uint8Array): PrivateJwk {
  return { kty: 'OKP', crv: 'Ed25519', d: encodeBase64url(seed) }
}

export function rsaJwk(p: bigint, q: bigint, e: bigint): PrivateJwk {
  const d = inverse(e, (p - 1n) * (q - 1n))
  const numbers = { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) }
  return {
    kty: 'RSA',
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, text(value)])),
  }
}

function text(value: bigint): string {
  const hex = value.toString(16)
  return encodeBase64url(decodeHex(hex.length % 2 === 0 ? hex : `0${hex}`))
}

/** The inverse modulo m, by the extended Euclidean algorithm. */
function inverse(a: bigint, m: bigint): bigint {
  let [old, rest] = [((a % m) + m) % m, m]
  let [x, y] = [1n, 0n]
  while (rest !== 0n) {
    const quotient = old / rest
    ;[old, rest] = [rest, old - quotient * rest]
    ;[x, y] = [y, x - quotient * y]
  }
  return ((x % m) + m) % m
}
