import { sha256 } from '@keyward/primitives/hash'
import { encodeEntry } from './encode.ts'
import type { SignedEntry } from './entry.ts'

/** SHA-256 over the encoded signed entry, 32 bytes: what the next entry calls `prevHash`. */
export function hashEntry(entry: SignedEntry): Uint8Array {
  return sha256(encodeEntry(entry))
}
