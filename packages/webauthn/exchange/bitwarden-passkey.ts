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
  const createdAt = Date.parse(record.optionalText('creationDate'))
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
    // A date that can't be read is no reason to lose a passkey.
    ...(Number.isNaN(createdAt) ? {} : { createdAt }),
  }
}

/** Bitwarden writes the counter as a text. */
function counter(value: unknown): number {
  const number = value === undefined || value === null || value === '' ? 0 : Number(value)
  if (Number.isInteger(number) && number >= 0 && number <= 0xffffffff) return number
  throw new WebAuthnError(
    'exchange.malformed',
    'The member "counter" of the passkey is not a 32-bit number.',
  )
}
