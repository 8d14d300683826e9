import { concatBytes } from '@keyward/codec'
import { p256 } from '@noble/curves/nist.js'
import { bytesToNumberBE } from '@noble/curves/utils.js'

/** Numbers modulo n, the order of P-256. All arithmetic with secrets goes through this field. */
export const Fn = p256.Point.Fn

/** 48 bytes, big-endian, reduced modulo n: the bias is below 2^-128. */
export function reduceP256(bytes: Uint8Array): bigint {
  return Fn.create(bytesToNumberBE(bytes))
}

/** The number of 32 bytes, big-endian, or undefined when it is not below n. */
export function readP256(bytes: Uint8Array): bigint | undefined {
  const value = bytesToNumberBE(bytes)
  return bytes.length === 32 && Fn.isValid(value) ? value : undefined
}

/** 32 bytes, big-endian. */
export function writeP256(scalar: bigint): Uint8Array {
  return Fn.toBytes(scalar)
}

/** r = (kG).x modulo n (FIPS 186-5 section 6.4.1), for k from 1 to n - 1. */
export function abscissaOf(k: bigint): bigint {
  return Fn.create(p256.Point.BASE.multiply(k).toAffine().x)
}

/** Whether the DER signature is good for the message, with low and with high s. Never throws. */
export function verifyEs256(
  key: { readonly x: Uint8Array; readonly y: Uint8Array },
  message: Uint8Array,
  der: Uint8Array,
): boolean {
  const point = concatBytes(Uint8Array.of(0x04), key.x, key.y)
  try {
    return p256.verify(der, message, point, { prehash: true, lowS: false, format: 'der' })
  } catch {
    // A point that is not on the curve, or numbers out of range: nothing is good under such a key.
    return false
  }
}
