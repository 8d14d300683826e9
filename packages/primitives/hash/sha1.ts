import { hmac } from '@noble/hashes/hmac.js'
import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js'

/** HMAC-SHA-1 (RFC 2104), 20 bytes. For one-time codes alone, which most apps make with it. */
export function hmacSha1(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(nobleSha1, key, message)
}
