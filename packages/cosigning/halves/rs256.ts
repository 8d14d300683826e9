import { concatBytes } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { labelBytes, RS256_EXPONENT } from '../labels.ts'

/** How much longer the signer's half is than N: what is left of it modulo φ(N) has no bias that shows. */
const SURPLUS_BYTES = 16

/** d1: the signer's half of the private exponent, 128 bits longer than N, from the seed alone. */
export function deriveExponentHalf(
  seed: Uint8Array,
  dealId: Uint8Array,
  modulusLength: number,
): Uint8Array {
  const info = concatBytes(labelBytes(RS256_EXPONENT), dealId)
  const length = modulusLength + SURPLUS_BYTES
  return hkdfSha256({ ikm: seed, salt: new Uint8Array(), info }, length)
}
