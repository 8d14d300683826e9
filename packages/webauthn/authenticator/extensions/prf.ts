import { concatBytes, encodeUtf8 } from '@keyward/codec'
import { hmacSha256, sha256 } from '@keyward/primitives/hash'
import type { PrfSeeds } from '../credential-source.ts'

/** PRF inputs and outputs: any bytes from the RP, 32 bytes as salts and as results. */
export interface PrfPair {
  readonly first: Uint8Array
  readonly second?: Uint8Array
}

const CONTEXT = concatBytes(encodeUtf8('WebAuthn PRF'), Uint8Array.of(0))

/** Turns an RP's inputs into salts: SHA-256("WebAuthn PRF" ‖ 0x00 ‖ input) (Level 3 section 10.1.4). */
export function prfSalts(inputs: PrfPair): PrfPair {
  return mapPair(inputs, (input) => sha256(concatBytes(CONTEXT, input)))
}

/**
 * Evaluates the function that is bound to user verification: HMAC-SHA-256(seed, salt), as in
 * hmac-secret (CTAP 2.2 section 12.7). The other seed is never used for WebAuthn.
 */
export function evaluatePrf(seeds: PrfSeeds, salts: PrfPair): PrfPair {
  const { withVerification } = seeds.reveal()
  return mapPair(salts, (salt) => hmacSha256(withVerification, salt))
}

function mapPair(pair: PrfPair, map: (bytes: Uint8Array) => Uint8Array): PrfPair {
  const first = map(pair.first)
  return pair.second === undefined ? { first } : { first, second: map(pair.second) }
}
