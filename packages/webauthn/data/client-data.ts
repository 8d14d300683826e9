import {
  CodecError,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  encodeUtf8,
} from '@keyward/codec'
import { WebAuthnError } from '../error.ts'

export type ClientDataType = 'webauthn.create' | 'webauthn.get'

/** CollectedClientData (WebAuthn Level 3 section 5.8.1). */
export interface ClientData {
  readonly type: ClientDataType
  readonly challenge: Uint8Array
  /** The ASCII serialisation of the caller's origin. */
  readonly origin: string
  readonly crossOrigin: boolean
  /** The top-level origin, where the caller is in a frame of another origin. */
  readonly topOrigin?: string
}

/** Serialises client data to the byte, as section 5.8.1.1 says. */
export function encodeClientData(data: ClientData): Uint8Array {
  // Steps 2 to 9: type, challenge and origin, in this order.
  let json = `{"type":${ccdToString(data.type)},"challenge":${ccdToString(encodeBase64url(data.challenge))}`
  json += `,"origin":${ccdToString(data.origin)}`
  // Steps 10 to 12.
  json += `,"crossOrigin":${data.crossOrigin ? 'true' : 'false'}`
  // Step 13.
  if (data.topOrigin !== undefined) json += `,"topOrigin":${ccdToString(data.topOrigin)}`
  // Steps 14 to 16: Keyward adds no fields of its own.
  return encodeUtf8(`${json}}`)
}

// oxlint-disable-next-line no-control-regex -- control characters are what has to be escaped
const TO_ESCAPE = /["\\\u0000-\u001f]/g

/** CCDToString of section 5.8.1.1: quotes and backslashes escaped, controls as \u and four digits. */
function ccdToString(text: string): string {
  // Challenges and origins never need it.
  return text.search(TO_ESCAPE) === -1 ? `"${text}"` : `"${text.replace(TO_ESCAPE, escaped)}"`
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/**
 * Parses client data as a verifier does: members in any order, unknown ones ignored.
 *
 * @throws {WebAuthnError} `data.client-data`; never another error
 */
export function parseClientData(bytes: Uint8Array): ClientData {
  const fields = parseFields(bytes)
  const { type, challenge, origin, crossOrigin, topOrigin } = fields
  if (type !== 'webauthn.create' && type !== 'webauthn.get')
    throw malformed('its type is not one of WebAuthn')
  if (typeof challenge !== 'string') throw malformed('it has no challenge')
  if (typeof origin !== 'string') throw malformed('it has no origin')
  if (crossOrigin !== undefined && typeof crossOrigin !== 'boolean')
    throw malformed('crossOrigin is not a boolean')
  if (topOrigin !== undefined && typeof topOrigin !== 'string')
    throw malformed('topOrigin is not a text')
  return {
    type,
    challenge: decodeChallenge(challenge),
    origin,
    crossOrigin: crossOrigin ?? false,
    ...(topOrigin === undefined ? {} : { topOrigin }),
  }
}

function parseFields(bytes: Uint8Array): Partial<Record<string, unknown>> {
  let value: unknown
  try {
    // Registration step 5: a byte order mark is stripped.
    value = JSON.parse(decodeUtf8(bytes).replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new WebAuthnError('data.client-data', 'The client data is not JSON in UTF-8.', {
      cause: error,
    })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw malformed('it is not an object')
}

function decodeChallenge(challenge: string): Uint8Array {
  try {
    return decodeBase64url(challenge)
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
    throw new WebAuthnError(
      'data.client-data',
      'The challenge in the client data is not base64url.',
      { cause: error },
    )
  }
}

function malformed(what: string): WebAuthnError {
  return new WebAuthnError('data.client-data', `The client data is malformed: ${what}.`)
}
