import { concatBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)

/** The root of a tree without leaves: the hash of nothing (RFC 9162 section 2.1.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array())

/** The hash of a leaf, 32 bytes: of an encoded entry, SHA-256 with 0x00 before it. */
export function leafHash(encoded: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, encoded))
}

/** The hash of a node over its two children, 32 bytes: SHA-256 with 0x01 before them. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right))
}
