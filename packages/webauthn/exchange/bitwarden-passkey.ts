import { CRED_PROTECT, type CredentialSource } from '../authenticator/credential-source.ts'
import { encodeCoseKey } from '../data/cose-key.ts'
import { WebAuthnError } from '../error.ts'
import { parseBitwardenCredentialId } from './credential-id.ts'
import { ForeignRecord } from './fields.ts'
import { importPasskeyKey } from './private-key.ts'

/**
 * Reads one entry of `fido2Credentials` of an unencrypted Bitwarden JSON export. Such passkeys are
 * synchronised (BE and BS set); a counter above zero is kept and goes on growing.
 *
 * @throws {WebAuthnError} `exchange.malformed`, `exchange.key`, `exchange.credential-id`
 */
export function parseBitwardenPasskey(value: unknown): CredentialSource {
  const record = new ForeignRecord(value)
  const { privateKey, publicKey } = importPasskeyKey(record.bytes('keyValue', 1, 8192))
  const created = record.value('creationDate')
  const createdAt = typeof created === 'string' ? Date.parse(created) : Number.NaN
  return {
    type: 'public-key',
    id: parseBitwardenCredentialId(record.text('credentialId')),
    rpId: record.text('rpId'),
    rpName: record.optionalText('rpName'),
    userHandle: record.bytes('userHandle', 1, 64),
    userName: record.optionalText('userName'),
    userDisplayName: record.optionalText('userDisplayName'),
    algorithm: publicKey.algorithm,
    publicKey: encodeCoseKey(publicKey),
    privateKey,
    signCount: counter(record.value('counter')),
    backupEligible: true,
    backupState: true,
    credProtect: CRED_PROTECT.userVerificationOptional,
    // A date that can't be read, or is before 1970, is no reason to lose a passkey.
    ...(createdAt >= 0 ? { createdAt } : {}),
  }
}

/** Bitwarden writes the counter as a text of decimal digits. */
function counter(value: unknown): number {
  if (value === undefined || value === null || value === '') return 0
  const number = typeof value === 'string' && /^[0-9]+$/.test(value) ? Number(value) : value
  if (
    typeof number === 'number' &&
    Number.isInteger(number) &&
    number >= 0 &&
    number <= 0xffffffff
  ) {
    return number
  }
  throw new WebAuthnError(
    'exchange.malformed',
    'The member "counter" of the passkey is not a 32-bit number.',
  )
}
