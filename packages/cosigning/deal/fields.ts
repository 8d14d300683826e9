import { CodecError, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { type Field, fieldsOf } from '@keyward/codec/records'
import { EDDSA, ES256, type PublicKey, RS256 } from '@keyward/primitives/keys'
import { CosigningError } from '../error.ts'

const fields = fieldsOf(malformed)
const { asItStands } = fields
export const { record, bytes, bytesUpTo, integer, oneOf } = fields

/** Sixteen bytes; outside of CBOR as base64url text of 22 characters. */
export const id: Field<string> = {
  encode: idToBytes,
  parse(value) {
    if (value instanceof Uint8Array && value.length === 16) return encodeBase64url(value)
    throw malformed('an id')
  },
}

/** The 16 bytes of an id. @throws {CosigningError} `deal.malformed` */
export function idToBytes(text: string): Uint8Array {
  try {
    const decoded = decodeBase64url(text)
    if (decoded.length === 16 && text.length === 22) return decoded
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw malformed('an id')
}

const LARGEST_RSA = 512

const es256 = record({ algorithm: asItStands, x: bytes(32), y: bytes(32) })
const eddsa = record({ algorithm: asItStands, x: bytes(32) })
const rs256 = record({
  algorithm: asItStands,
  n: bytesUpTo(LARGEST_RSA),
  e: bytesUpTo(LARGEST_RSA),
})

/** A public key by its numbers. RSA's modulus has 2,048 to 4,096 bits. */
export const publicKeyField: Field<PublicKey> = {
  encode(key) {
    if (key.algorithm === ES256) return es256.encode(key)
    if (key.algorithm === EDDSA) return eddsa.encode(key)
    return rs256.encode(key)
  },
  parse(value) {
    const kind = value instanceof Map ? value.get('algorithm') : undefined
    if (kind === ES256) return { ...es256.parse(value), algorithm: ES256 }
    if (kind === EDDSA) return { ...eddsa.parse(value), algorithm: EDDSA }
    if (kind !== RS256) throw malformed('a public key of an algorithm that is known here')
    const { n, e } = rs256.parse(value)
    if (n.length < 256 || !isOddNumber(n) || !isOddNumber(e) || e.length > n.length)
      throw malformed('the two numbers of an RSA public key')
    return { algorithm: RS256, n, e }
  },
}

/** Whether it is an odd number in its shortest form. */
function isOddNumber(magnitude: Uint8Array): boolean {
  return (magnitude[0] ?? 0) !== 0 && ((magnitude.at(-1) ?? 0) & 1) === 1
}

export function malformed(expected: string, options?: { cause: unknown }): CosigningError {
  const message = `A member of a deal has to be ${expected}.`
  return new CosigningError('deal.malformed', message, options)
}
