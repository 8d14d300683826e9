import type { SQLInputValue } from 'node:sqlite'
import type { PrivateKey, SignatureAlgorithm } from '@keyward/primitives/keys'
import { type CredentialSource, type CredProtect, PrfSeeds } from '@keyward/webauthn/authenticator'

/** A row of the table, as the schema promises it. */
export interface PasskeyRow {
  readonly rp_id: string
  readonly credential_id: Uint8Array
  readonly rp_name: string
  readonly user_handle: Uint8Array
  readonly user_name: string
  readonly user_display_name: string
  readonly algorithm: SignatureAlgorithm
  readonly public_key: Uint8Array
  readonly private_key: Uint8Array | null
  readonly prf_with_verification: Uint8Array | null
  readonly prf_without_verification: Uint8Array | null
  readonly sign_count: number
  readonly backup_eligible: 0 | 1
  readonly backup_state: 0 | 1
  readonly cred_protect: CredProtect
  readonly created_at: number | null
}

/** The columns of a passkey, by name. */
export function toRow(source: CredentialSource): Record<keyof PasskeyRow, SQLInputValue> {
  const seeds = source.prfSeeds?.reveal()
  return {
    rp_id: source.rpId,
    credential_id: source.id,
    rp_name: source.rpName,
    user_handle: source.userHandle,
    user_name: source.userName,
    user_display_name: source.userDisplayName,
    algorithm: source.algorithm,
    public_key: source.publicKey,
    private_key: source.privateKey?.exportPkcs8() ?? null,
    prf_with_verification: seeds?.withVerification ?? null,
    prf_without_verification: seeds?.withoutVerification ?? null,
    sign_count: source.signCount,
    backup_eligible: source.backupEligible ? 1 : 0,
    backup_state: source.backupState ? 1 : 0,
    cred_protect: source.credProtect,
    created_at: source.createdAt ?? null,
  }
}

/** The passkey of a row. `openKey` gives the key object for the PKCS#8 bytes of a row. */
export function toSource(
  row: PasskeyRow,
  openKey: (row: PasskeyRow, pkcs8: Uint8Array) => PrivateKey,
): CredentialSource {
  const { private_key: key, prf_with_verification: seed, prf_without_verification: other } = row
  return {
    type: 'public-key',
    id: row.credential_id,
    rpId: row.rp_id,
    rpName: row.rp_name,
    userHandle: row.user_handle,
    userName: row.user_name,
    userDisplayName: row.user_display_name,
    algorithm: row.algorithm,
    publicKey: row.public_key,
    ...(key === null ? {} : { privateKey: openKey(row, key) }),
    ...(seed === null || other === null ? {} : { prfSeeds: new PrfSeeds(seed, other) }),
    signCount: row.sign_count,
    backupEligible: row.backup_eligible === 1,
    backupState: row.backup_state === 1,
    credProtect: row.cred_protect,
    ...(row.created_at === null ? {} : { createdAt: row.created_at }),
  }
}
