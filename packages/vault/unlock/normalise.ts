/**
 * A passphrase as it is hashed: Unicode NFKC, as typed otherwise, so that one passphrase typed on
 * two keyboards is one passphrase (RFC 8265 section 4 asks for the same of its OpaqueString, with NFC).
 */
export function normalisePassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC')
}
