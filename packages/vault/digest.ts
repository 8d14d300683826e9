import { type CborValue, encodeCbor } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

/** SHA-256 over the canonical CBOR of `[label, ...values]`, 32 bytes. */
export function labelledHash(label: string, ...values: readonly CborValue[]): Uint8Array {
  return sha256(encodeCbor([label, ...values]))
}
