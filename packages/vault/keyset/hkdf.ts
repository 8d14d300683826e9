import { HkdfSha256 } from '@hpke/core'
import { hkdfSha256, hmacSha256 } from '@keyward/primitives/hash'

type Bytes = Parameters<HkdfSha256['extract']>[0]

const SALT_LENGTH = 32

/**
 * HKDF-SHA-256 for HPKE by the hashes of `primitives`: a key schedule takes eight short ones, for
 * which WebCrypto's round trips cost several times the work. Labels stay the library's.
 */
export class Hkdf extends HkdfSha256 {
  override async extract(salt: Bytes, ikm: Bytes): Promise<ArrayBuffer> {
    const key = salt.byteLength === 0 ? new Uint8Array(SALT_LENGTH) : bytesOf(salt)
    return bufferOf(hmacSha256(key, bytesOf(ikm)))
  }

  override async extractAndExpand(
    salt: Bytes,
    ikm: Bytes,
    info: Bytes,
    length: number,
  ): Promise<ArrayBuffer> {
    const input = { salt: bytesOf(salt), ikm: bytesOf(ikm), info: bytesOf(info) }
    return bufferOf(hkdfSha256(input, length))
  }
}

function bytesOf(bytes: Bytes): Uint8Array {
  return ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes)
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer as ArrayBuffer
}
