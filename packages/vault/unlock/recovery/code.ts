import { concatBytes, equalBytes } from '@keyward/codec'
import { labelledHash } from '../../digest.ts'
import { VaultError } from '../../error.ts'
import { KIT_CHECKSUM } from '../../labels.ts'
import { decodeCrockford, encodeCrockford } from '../crockford.ts'
import { RecoveryKit } from './kit.ts'

const PREFIX = 'KEYWARD-KIT-1:'
const CHECKSUM_LENGTH = 3

/**
 * The kit as the text of a QR code: a prefix with the format's version, and 56 characters of
 * Crockford's base32, of the kit's 32 bytes and a checksum of three. All are in the alphanumeric
 * set of QR codes.
 */
export function kitToCode(kit: RecoveryKit): string {
  const bytes = kit.exportBytes()
  return PREFIX + encodeCrockford(concatBytes(bytes, checksum(bytes)))
}

/**
 * Reads such a text, as scanned or typed.
 *
 * @throws {VaultError} `kit.malformed` for another text, `kit.checksum` for a mistyped one
 */
export function kitFromCode(text: string): RecoveryKit {
  const trimmed = text.trim()
  const bytes = trimmed.toUpperCase().startsWith(PREFIX)
    ? decodeCrockford(trimmed.slice(PREFIX.length))
    : undefined
  if (bytes?.length !== 32 + CHECKSUM_LENGTH)
    throw new VaultError('kit.malformed', 'This is no recovery kit of a known version.')
  const kit = bytes.slice(0, 32)
  if (!equalBytes(checksum(kit), bytes.slice(32)))
    throw new VaultError('kit.checksum', 'A character of the recovery kit is another.')
  return new RecoveryKit(kit)
}

function checksum(bytes: Uint8Array): Uint8Array {
  return labelledHash(KIT_CHECKSUM, bytes).slice(0, CHECKSUM_LENGTH)
}
