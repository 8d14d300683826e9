import { decodeHex, encodeHex } from '@keyward/codec'

/** An unsigned big-endian number. */
export function bytesToBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${encodeHex(bytes)}`)
}

/** As so many bytes. */
export function bigIntToBytes(number: bigint, length: number): Uint8Array {
  return decodeHex(number.toString(16).padStart(length * 2, '0'))
}
