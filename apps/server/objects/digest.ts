import { type CborValue, encodeCbor } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { WRAPPED_KEY_HASH } from './labels.ts'

/** SHA-256 over the canonical CBOR of `[label, ...values]`, 32 bytes. */
export function labelledHash(label: string, ...values: readonly CborValue[]): Uint8Array {
  return sha256(encodeCbor([label, ...values]))
}

/** What binds a grant to one wrapped key, 32 bytes. */
export function hashWrapped(wrapped: Uint8Array): Uint8Array {
  return labelledHash(WRAPPED_KEY_HASH, wrapped)
}
