import { sha3_256 as nobleSha3, shake256 as nobleShake } from '@noble/hashes/sha3.js'

/** SHA3-256 (FIPS 202), 32 bytes. */
export function sha3(message: Uint8Array): Uint8Array {
  return nobleSha3(message)
}

/** SHAKE256 (FIPS 202), `length` bytes. */
export function shake256(message: Uint8Array, length: number): Uint8Array {
  return nobleShake(message, { dkLen: length })
}
