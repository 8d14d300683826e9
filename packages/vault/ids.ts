import { CodecError, decodeBase64url } from '@keyward/codec'
import { VaultError } from './error.ts'

/**
 * The sixteen bytes of an id, which is written as base64url text without padding.
 *
 * @throws {VaultError} `context.malformed`
 */
export function idBytes(id: string, what: string): Uint8Array {
  try {
    const bytes = decodeBase64url(id)
    if (bytes.length === 16 && id.length === 22) return bytes
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw new VaultError('context.malformed', `The ${what} is no id of sixteen bytes.`)
}
