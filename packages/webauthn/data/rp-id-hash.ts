import { encodeUtf8 } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

/** People sign in at the same few RPs; the hash is a tenth of an assertion without its signature. */
const KEPT = 256
const hashes = new Map<string, Uint8Array>()

/** SHA-256 of the RP ID (WebAuthn Level 3 section 6.1), 32 bytes, not to be changed. */
export function rpIdHash(rpId: string): Uint8Array {
  const kept = hashes.get(rpId)
  if (kept !== undefined) return kept
  const hash = sha256(encodeUtf8(rpId))
  if (hashes.size === KEPT) hashes.clear()
  hashes.set(rpId, hash)
  return hash
}
