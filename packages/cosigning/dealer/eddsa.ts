import { deriveScalarHalf } from '../halves/eddsa.ts'
import { Fl, scalarOfSeed, writeEd25519 } from '../scalars/ed25519.ts'

/** a2 = a - a1: the grantee's half of the secret scalar, 32 bytes. */
export function deriveGranteeScalar(input: {
  /** The private key, 32 bytes (RFC 8032 section 5.1.5). */
  readonly key: Uint8Array
  readonly seed: Uint8Array
  readonly dealId: Uint8Array
}): Uint8Array {
  const a1 = deriveScalarHalf(input.seed, input.dealId)
  return writeEd25519(Fl.sub(scalarOfSeed(input.key), a1))
}
