import { concatBytes } from '@keyward/codec'
import { hkdfSha256, hmacSha256 } from '@keyward/primitives/hash'
import { ES256_HALVES, ES256_TAG, labelBytes } from '../labels.ts'
import { reduceP256 } from '../scalars/p256.ts'

const NO_SALT = new Uint8Array()

/** How dealer and signer name a row: the deal's 16 bytes, and its place in the deal. */
export interface RowName {
  readonly dealId: Uint8Array
  readonly index: number
}

/** The deal and the index in 20 bytes, the index as four of them, big-endian. */
export function encodeRowName({ dealId, index }: RowName): Uint8Array {
  const number = new Uint8Array(4)
  new DataView(number.buffer).setUint32(0, index)
  return concatBytes(dealId, number)
}

/** u1 and v1: the signer's half of row i, from the seed alone. */
export function deriveHalves(seed: Uint8Array, row: RowName): { u1: bigint; v1: bigint } {
  const info = concatBytes(labelBytes(ES256_HALVES), encodeRowName(row))
  const bytes = hkdfSha256({ ikm: seed, salt: NO_SALT, info }, 96)
  const halves = { u1: reduceP256(bytes.subarray(0, 48)), v1: reduceP256(bytes.subarray(48)) }
  bytes.fill(0)
  return halves
}

/** The key of a deal's tags, 32 bytes. */
export function deriveTagKey(seed: Uint8Array): Uint8Array {
  return hkdfSha256({ ikm: seed, salt: NO_SALT, info: labelBytes(ES256_TAG) }, 32)
}

/**
 * The tag of a row, 16 bytes. It binds r: a grantee who could choose r for an index would get an
 * equation in the signer's half that the deal does not have.
 */
export function deriveTag(tagKey: Uint8Array, row: RowName, r: Uint8Array): Uint8Array {
  return hmacSha256(tagKey, concatBytes(encodeRowName(row), r)).slice(0, 16)
}
