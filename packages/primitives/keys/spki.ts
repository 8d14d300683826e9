import { concatBytes, DER, encodeDer, encodeDerInteger } from '@keyward/codec'
import { EDDSA, ES256, type PublicKey } from './algorithm.ts'

/** Everything before the point, for P-256 and for Ed25519 (RFC 5480, RFC 8410). */
const P256_HEAD = Uint8Array.of(
  0x30,
  0x59,
  0x30,
  0x13,
  0x06,
  0x07,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  0x02,
  0x01,
  0x06,
  0x08,
  0x2a,
  0x86,
  0x48,
  0xce,
  0x3d,
  0x03,
  0x01,
  0x07,
  0x03,
  0x42,
  0x00,
  0x04,
)
const ED25519_HEAD = Uint8Array.of(
  0x30,
  0x2a,
  0x30,
  0x05,
  0x06,
  0x03,
  0x2b,
  0x65,
  0x70,
  0x03,
  0x21,
  0x00,
)
const RSA_ALGORITHM = Uint8Array.of(
  0x30,
  0x0d,
  0x06,
  0x09,
  0x2a,
  0x86,
  0x48,
  0x86,
  0xf7,
  0x0d,
  0x01,
  0x01,
  0x01,
  0x05,
  0x00,
)

/** Encodes a public key as DER SubjectPublicKeyInfo, which WebAuthn's `getPublicKey()` returns. */
export function encodeSpki(key: PublicKey): Uint8Array {
  if (key.algorithm === ES256) return concatBytes(P256_HEAD, key.x, key.y)
  if (key.algorithm === EDDSA) return concatBytes(ED25519_HEAD, key.x)
  const numbers = encodeDer(DER.sequence, encodeDerInteger(key.n), encodeDerInteger(key.e))
  return encodeDer(DER.sequence, RSA_ALGORITHM, encodeDer(DER.bitString, Uint8Array.of(0), numbers))
}
