import { concatBytes, equalBytes } from '@keyward/codec'
import { labelledHash } from '../../digest.ts'
import { VaultError } from '../../error.ts'
import { CODE_CHECKSUM } from '../../labels.ts'
import { SecretBytes } from '../../secret-bytes.ts'
import { decodeCrockford, encodeCrockford } from '../crockford.ts'

const PREFIX = 'KEYWARD-DEVICE-1:'
const CHECKSUM_LENGTH = 2

/** What a signed-in device shows for a new one to scan. */
export interface ApprovalCode {
  /** Hash of the showing device's ephemeral key, 32 bytes. */
  readonly keyHash: Uint8Array
  /** The one-time secret, 16 bytes. */
  readonly secret: SecretBytes
}

/** The code as text: a prefix with the version, and 80 characters of Crockford's base32. It is a secret. */
export function encodeApprovalCode(code: ApprovalCode): string {
  const bytes = concatBytes(code.keyHash, code.secret.exportBytes())
  return PREFIX + encodeCrockford(concatBytes(bytes, checksum(bytes)))
}

/** Reads a scanned or typed code. @throws {VaultError} `approval.malformed` */
export function parseApprovalCode(text: string): ApprovalCode {
  const trimmed = text.trim()
  const bytes = trimmed.toUpperCase().startsWith(PREFIX)
    ? decodeCrockford(trimmed.slice(PREFIX.length))
    : undefined
  if (
    bytes?.length !== 48 + CHECKSUM_LENGTH ||
    !equalBytes(checksum(bytes.slice(0, 48)), bytes.slice(48))
  )
    throw new VaultError(
      'approval.malformed',
      'This is no code of a device, or a character is another.',
    )
  return {
    keyHash: bytes.slice(0, 32),
    secret: new SecretBytes(bytes.slice(32, 48), 'approval secret'),
  }
}

function checksum(bytes: Uint8Array): Uint8Array {
  return labelledHash(CODE_CHECKSUM, bytes).slice(0, CHECKSUM_LENGTH)
}
