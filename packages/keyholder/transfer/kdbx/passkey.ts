import { encodeBase64url, equalBytes } from '@keyward/codec'
import type { CredentialSource } from '@keyward/webauthn/authenticator'
import type { NoticeReason } from '../notice.ts'
import { PASSKEY } from './attributes.ts'
import { toBase64, toPem } from './pem.ts'

export interface KdbxAttribute {
  readonly name: string
  readonly value: string
  /** Whether it is kept out of sight, and of the memory of other programs. */
  readonly isProtected: boolean
}

/** A passkey as KeePassXC keeps it: attributes of an entry, the secret ones protected. */
export function passkeyAttributes(source: CredentialSource): KdbxAttribute[] {
  const { id, rpId, userName, userHandle, backupEligible, backupState } = source
  const key = source.privateKey?.exportPkcs8() ?? new Uint8Array()
  const seeds = source.prfSeeds?.reveal()
  return [
    secret(PASSKEY.credentialId, encodeBase64url(id)),
    secret(PASSKEY.privateKey, toPem(key)),
    plain(PASSKEY.rpId, rpId),
    plain(PASSKEY.username, userName),
    secret(PASSKEY.userHandle, encodeBase64url(userHandle)),
    plain(PASSKEY.backupEligible, backupEligible ? '1' : '0'),
    plain(PASSKEY.backupState, backupState ? '1' : '0'),
    ...(seeds === undefined ? [] : [secret(PASSKEY.prf, toBase64(seeds.withVerification))]),
  ]
}

function plain(name: string, value: string): KdbxAttribute {
  return { name, value, isProtected: false }
}

function secret(name: string, value: string): KdbxAttribute {
  return { name, value, isProtected: true }
}

/**
 * What these attributes can't hold: the seed for use without verification, which WebAuthn never
 * uses, a display name, a counter, and a raised protection.
 */
export function passkeyLosses({
  prfSeeds,
  signCount,
  credProtect,
  userDisplayName,
}: CredentialSource): NoticeReason[] {
  const seeds = prfSeeds?.reveal()
  const isPrfLost =
    seeds !== undefined && !equalBytes(seeds.withVerification, seeds.withoutVerification)
  return [
    ...(isPrfLost ? (['passkey.prf'] as const) : []),
    ...(userDisplayName === '' ? [] : (['display-name'] as const)),
    ...(signCount > 0 || credProtect !== 1 ? (['passkey.flags'] as const) : []),
  ]
}
