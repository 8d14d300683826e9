import { concatBytes } from '@keyward/codec'
import { hkdfSha256 } from '@keyward/primitives/hash'
import { EDDSA_SCALAR, labelBytes } from '../labels.ts'
import { reduceEd25519 } from '../scalars/ed25519.ts'

/** a1: the signer's half of the secret scalar, from the seed alone. */
export function deriveScalarHalf(seed: Uint8Array, dealId: Uint8Array): bigint {
  const info = concatBytes(labelBytes(EDDSA_SCALAR), dealId)
  const bytes = hkdfSha256({ ikm: seed, salt: new Uint8Array(), info }, 48)
  const half = reduceEd25519(bytes)
  bytes.fill(0)
  return half
}
