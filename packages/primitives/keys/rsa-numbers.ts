import { encodeHex } from '@keyward/codec'
import type { RsaNumbers } from './pkcs8.ts'

/**
 * Whether the eight numbers belong to one key (RFC 8017 section 3.2): n = p q, e and d undo one
 * another, and the three numbers of the short cut follow from the others. A short cut that does not
 * fit would give signatures that reveal p and q. Says nothing about p and q being prime.
 */
export function rsaNumbersFit(numbers: RsaNumbers): boolean {
  const n = integer(numbers.n)
  const e = integer(numbers.e)
  const d = integer(numbers.d)
  const p = integer(numbers.p)
  const q = integer(numbers.q)
  const dp = integer(numbers.dp)
  const dq = integer(numbers.dq)
  const qi = integer(numbers.qi)
  if (e < 3n || p < 3n || q < 3n || p * q !== n || d >= n) return false
  return (
    (e * dp) % (p - 1n) === 1n &&
    (e * dq) % (q - 1n) === 1n &&
    d % (p - 1n) === dp &&
    d % (q - 1n) === dq &&
    qi < p &&
    (qi * q) % p === 1n
  )
}

function integer(magnitude: Uint8Array): bigint {
  return BigInt(`0x0${encodeHex(magnitude)}`)
}
