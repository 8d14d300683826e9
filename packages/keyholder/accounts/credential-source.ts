import { EDDSA, ES256, PrivateKey, RS256, type SignatureAlgorithm } from '@keyward/primitives/keys'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import { AccountsError } from './error.ts'
import { MOST_CREDENTIAL_ID } from './content/passkey.ts'
import { Secret } from './content/secret.ts'
import type { Stamp } from './content/stamped.ts'
import type { Passkey, PasskeySecrets } from './content/types.ts'

const ALGORITHMS: readonly SignatureAlgorithm[] = [ES256, EDDSA, RS256]

/**
 * What an account keeps of a credential source, not yet part of any account.
 *
 * @throws {AccountsError} `passkey.malformed` for an ID that is not 1 to 1,023 bytes, a user handle
 *   that is not 1 to 64, or one that is backed up and may not be
 */
export function fromCredentialSource(
  source: CredentialSource,
  stamp: Stamp,
): { passkey: Passkey; secrets: PasskeySecrets } {
  check(source)
  const { rpId, rpName, algorithm, backupEligible, backupState, credProtect } = source
  const { createdAt, privateKey, prfSeeds, signCount } = source
  return {
    passkey: {
      credentialId: new Uint8Array(source.id),
      rpId,
      rpName,
      algorithm,
      backupEligible,
      backupState,
      credProtect,
      userHandle: new Uint8Array(source.userHandle),
      publicKey: new Uint8Array(source.publicKey),
      ...(createdAt === undefined ? {} : { createdAt }),
      name: { value: '', at: 0, by: '' },
      userName: { value: source.userName, ...stamp },
      userDisplayName: { value: source.userDisplayName, ...stamp },
      quarantined: { value: false, at: 0, by: '' },
      touched: new Map(),
      removed: new Map(),
      rest: new Map(),
    },
    secrets: {
      ...(privateKey === undefined ? {} : { privateKey: new Secret(privateKey.exportPkcs8()) }),
      ...(prfSeeds === undefined ? {} : { prfSeeds }),
      signCount,
      rest: new Map(),
    },
  }
}

/**
 * The credential source that the authenticator works with: with its key and seeds where the secrets
 * are given, without them for a member who signs in without holding the key.
 *
 * @throws {AccountsError} `passkey.algorithm` for one of a later version
 */
export function toCredentialSource(passkey: Passkey, secrets?: PasskeySecrets): CredentialSource {
  const algorithm = ALGORITHMS.find((known) => known === passkey.algorithm)
  if (algorithm === undefined)
    throw new AccountsError('passkey.algorithm', 'This version has no such signature algorithm.')
  const { rpId, rpName, backupEligible, backupState, credProtect, createdAt } = passkey
  const key = secrets?.privateKey?.reveal()
  const seeds = secrets?.prfSeeds
  return {
    type: 'public-key',
    id: new Uint8Array(passkey.credentialId),
    rpId,
    rpName,
    algorithm,
    backupEligible,
    backupState,
    credProtect,
    userHandle: new Uint8Array(passkey.userHandle),
    userName: passkey.userName.value,
    userDisplayName: passkey.userDisplayName.value,
    publicKey: new Uint8Array(passkey.publicKey),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(key === undefined ? {} : { privateKey: new PrivateKey(algorithm, key) }),
    ...(seeds === undefined ? {} : { prfSeeds: seeds }),
    signCount: secrets?.signCount ?? 0,
  }
}

function check({ id, userHandle, backupEligible, backupState }: CredentialSource): void {
  const isMalformed =
    id.length < 1 ||
    id.length > MOST_CREDENTIAL_ID ||
    userHandle.length < 1 ||
    userHandle.length > 64 ||
    (backupState && !backupEligible)
  if (isMalformed)
    throw new AccountsError('passkey.malformed', 'The passkey breaks a limit of its format.')
}
