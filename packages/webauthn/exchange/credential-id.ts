import { CodecError, decodeBase64url, decodeHex } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const BASE64_PREFIX = 'b64.'

/**
 * Reads a credential ID as Bitwarden writes it: a GUID for IDs of 16 bytes, or "b64." and base64url
 * for those of any length.
 *
 * @throws {WebAuthnError} `exchange.credential-id`
 */
export function parseBitwardenCredentialId(text: string): Uint8Array {
  if (GUID.test(text)) return decodeHex(text.replaceAll('-', ''))
  if (text.startsWith(BASE64_PREFIX)) {
    const bytes = decode(text.slice(BASE64_PREFIX.length))
    if (bytes !== undefined && bytes.length >= 1 && bytes.length <= 1023) return bytes
  }
  throw new WebAuthnError(
    'exchange.credential-id',
    'The credential ID is neither a GUID nor "b64." and base64url of 1 to 1,023 bytes.',
  )
}

function decode(text: string): Uint8Array | undefined {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}
