import type { RsaNumbers } from '@keyward/primitives/keys'
import { mod } from '@noble/curves/abstract/modular.js'
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'
import { deriveExponentHalf } from '../halves/rs256.ts'

/** d2 = (d - d1) modulo φ(N): the grantee's half of the private exponent, as long as N. */
export function deriveGranteeExponent(input: {
  readonly key: RsaNumbers
  readonly seed: Uint8Array
  readonly dealId: Uint8Array
}): Uint8Array {
  const { n, d, p, q } = input.key
  const phi = (bytesToNumberBE(p) - 1n) * (bytesToNumberBE(q) - 1n)
  const d1 = deriveExponentHalf(input.seed, input.dealId, n.length)
  const d2 = mod(bytesToNumberBE(d) - bytesToNumberBE(d1), phi)
  d1.fill(0)
  return numberToBytesBE(d2, n.length)
}
