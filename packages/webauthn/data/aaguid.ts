import { encodeHex } from '@keyward/codec'
import { WebAuthnError } from '../error.ts'

/**
 * The AAGUID of every Keyward client: aee0af84-d947-437f-8b99-c8d16725d774. It was drawn at random
 * once and never changes (docs/decisions/0004-aaguid.md).
 */
export const KEYWARD_AAGUID: Uint8Array = Uint8Array.of(
  0xae,
  0xe0,
  0xaf,
  0x84,
  0xd9,
  0x47,
  0x43,
  0x7f,
  0x8b,
  0x99,
  0xc8,
  0xd1,
  0x67,
  0x25,
  0xd7,
  0x74,
)

export const AAGUID_LENGTH = 16

/** Checks that an AAGUID has its 16 bytes. @throws {WebAuthnError} `data.aaguid` */
export function checkAaguid(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== AAGUID_LENGTH) {
    throw new WebAuthnError(
      'data.aaguid',
      `An AAGUID has 16 bytes, and this one has ${bytes.length}.`,
    )
  }
  return bytes
}

/** Writes 16 bytes in the usual form, as in aee0af84-d947-437f-8b99-c8d16725d774. */
export function formatAaguid(aaguid: Uint8Array): string {
  const hex = encodeHex(checkAaguid(aaguid))
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
