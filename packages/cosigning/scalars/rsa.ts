import { concatBytes, decodeHex } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'

/** DigestInfo of SHA-256, before the hash (RFC 8017 section 9.2, note 1). */
const DIGEST_INFO = decodeHex('3031300d060960864801650304020105000420')

/** EMSA-PKCS1-v1_5 of the message's SHA-256 in `length` bytes (RFC 8017 section 9.2). */
export function padMessage(message: Uint8Array, length: number): Uint8Array {
  const info = concatBytes(DIGEST_INFO, sha256(message))
  const filling = new Uint8Array(length - info.length - 3).fill(0xff)
  return concatBytes(Uint8Array.of(0x00, 0x01), filling, Uint8Array.of(0x00), info)
}

/** a · b modulo N, of the same length as N. */
export function multiplyModulo(a: Uint8Array, b: Uint8Array, modulus: Uint8Array): Uint8Array {
  const product = (bytesToNumberBE(a) * bytesToNumberBE(b)) % bytesToNumberBE(modulus)
  return numberToBytesBE(product, modulus.length)
}

/** Whether the number has as many bytes as N and lies from 2 to N - 2. */
export function isBaseModulo(bytes: Uint8Array, modulus: Uint8Array): boolean {
  if (bytes.length !== modulus.length) return false
  const value = bytesToNumberBE(bytes)
  return value >= 2n && value <= bytesToNumberBE(modulus) - 2n
}
