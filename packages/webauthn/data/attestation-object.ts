import { type CborMap, type CborValue, encodeCbor } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'
import { decodeCborMap } from './cbor-map.ts'

/** An attestation object (WebAuthn Level 3 section 6.5.4). */
export interface AttestationObject {
  readonly format: string
  readonly statement: CborMap
  /** Encoded authenticator data. */
  readonly authenticatorData: Uint8Array
}

/** Encodes `{fmt, attStmt, authData}` in CTAP2 canonical form. */
export function encodeAttestationObject(object: AttestationObject): Uint8Array {
  return encodeCbor(
    new Map<string, CborValue>([
      ['fmt', object.format],
      ['attStmt', object.statement],
      ['authData', object.authenticatorData],
    ]),
  )
}

/**
 * Parses an attestation object of any format: exactly its three members.
 *
 * @throws {WebAuthnError} `data.attestation-object`; never another error
 */
export function parseAttestationObject(bytes: Uint8Array): AttestationObject {
  const map = decodeCborMap(bytes, 'data.attestation-object', 'attestation object')
  const format = map.get('fmt')
  const statement = map.get('attStmt')
  const authenticatorData = map.get('authData')
  if (map.size !== 3) throw malformed('it has not exactly the members fmt, attStmt and authData')
  if (typeof format !== 'string') throw malformed('its format is not a text')
  if (!(statement instanceof Map)) throw malformed('its statement is not a map')
  if (!(authenticatorData instanceof Uint8Array))
    throw malformed('its authenticator data are not bytes')
  return { format, statement, authenticatorData }
}

function malformed(what: string): WebAuthnError {
  return new WebAuthnError(
    'data.attestation-object',
    `The attestation object is malformed: ${what}.`,
  )
}
