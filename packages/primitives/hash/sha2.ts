import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as nobleSha256, sha512 as nobleSha512 } from '@noble/hashes/sha2.js'

/** SHA-256 (FIPS 180-4), 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  return nobleSha256(message)
}

/** SHA-512 (FIPS 180-4), 64 bytes. */
export function sha512(message: Uint8Array): Uint8Array {
  return nobleSha512(message)
}

/** HMAC-SHA-256 (RFC 2104), 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(nobleSha256, key, message)
}

/** HMAC-SHA-512 (RFC 2104), 64 bytes. */
export function hmacSha512(key: Uint8Array, message: Uint8Array): Uint8Array {
  return hmac(nobleSha512, key, message)
}

/** HKDF-SHA-256 (RFC 5869), `length` bytes, at most 8,160. */
export function hkdfSha256(
  input: { ikm: Uint8Array; salt: Uint8Array; info: Uint8Array },
  length: number,
): Uint8Array {
  return hkdf(nobleSha256, input.ikm, input.salt, input.info, length)
}
