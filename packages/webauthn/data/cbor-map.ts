import { type CborMap, CodecError, decodeCbor } from '@keyward/codec'
import { type Rule, WebAuthnError } from '../error.ts'

/** Decodes bytes that have to be one CBOR map. @throws {WebAuthnError} the rule, about the subject */
export function decodeCborMap(bytes: Uint8Array, rule: Rule, subject: string): CborMap {
  try {
    const value = decodeCbor(bytes)
    if (value instanceof Map) return value
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    const message = `The ${subject} is not canonical CBOR: ${error.message}`
    throw new WebAuthnError(rule, message, { cause: error })
  }
  throw new WebAuthnError(rule, `The ${subject} is not a CBOR map.`)
}
