import type { CborValue } from '@keyward/codec'
import type { CredProtect, PrfSeeds } from '@keyward/webauthn/authenticator'
import { isRemoved, type Presence, type Register, type Rest, type StampedSet } from './stamped.ts'
import type { Secret } from './secret.ts'

/** The texts of a passkey, a profile and the secrets that are registers and have a history. */
export const PASSKEY_TEXTS = ['name', 'userName', 'userDisplayName'] as const
export const PROFILE_TEXTS = ['appName', 'username', 'displayName'] as const
export const SECRET_TEXTS = ['password', 'oneTimeCodeSeed', 'notes'] as const

export type PasskeyText = (typeof PASSKEY_TEXTS)[number]
export type ProfileText = (typeof PROFILE_TEXTS)[number]
export type SecretText = (typeof SECRET_TEXTS)[number]

/** What never changes in the public part of a passkey. */
export interface PasskeyIdentity {
  readonly rpId: string
  readonly rpName: string
  /** 1 to 64 bytes, exactly as the RP gave them. */
  readonly userHandle: Uint8Array
  /** A COSE algorithm; a later version may have others than this one can sign with. */
  readonly algorithm: number
  /** A COSE_Key. */
  readonly publicKey: Uint8Array
  readonly backupEligible: boolean
  readonly backupState: boolean
  readonly credProtect: CredProtect
  /** Milliseconds since 1970, UTC. */
  readonly createdAt?: number
}

/**
 * What the RP calls the user of a passkey now. The value says whether a person has still to decide;
 * the names stand behind the stamp.
 */
export interface NamesOffer extends Register<boolean> {
  readonly extra: readonly [userName: string, userDisplayName: string, ...later: CborValue[]]
}

/** The public part of a passkey. */
export interface Passkey
  extends PasskeyIdentity, Presence, Readonly<Record<PasskeyText, Register<string>>> {
  /** 1 to 1,023 bytes. */
  readonly credentialId: Uint8Array
  /** Set when the RP said that it no longer knows the passkey; it is offered no more, and kept. */
  readonly quarantined: Register<boolean>
  /** Absent until the RP has called the user something else. */
  readonly offer?: NamesOffer
  /** Milliseconds since 1970, UTC; the latest use on any device. */
  readonly lastUsedAt?: number
  readonly rest: Rest
}

/** A value that another has replaced. */
export interface HistoryEntry<T extends string | Secret<string>> {
  readonly field: string
  /** Of a passkey's field, the credential ID as base64url. */
  readonly credentialId?: string
  readonly value: T
  /** When and where the value had been set. */
  readonly at: number
  readonly by: string
  /** What a later version of Keyward added to it, kept as it is. */
  readonly extra?: readonly CborValue[]
}

/** The compartment that everyone with a grant can open. Maps are keyed by base64url credential ID. */
export interface Profile extends Presence, Readonly<Record<ProfileText, Register<string>>> {
  /** RP IDs and site names that the account belongs to beside those of its passkeys. */
  readonly rpIds: StampedSet
  readonly labels: StampedSet
  /** What it is: empty for an account, else what `COLLECTION` or a later version says. */
  readonly kind: string
  /**
   * How it is shared with teams, in which collections it is, and with whom beside them: by base64url
   * id of a team, a collection or a member. What the values mean is sharing's to say.
   */
  readonly shares: ReadonlyMap<string, Register<CborValue>>
  readonly passkeys: ReadonlyMap<string, Passkey>
  readonly history: readonly HistoryEntry<string>[]
  readonly rest: Rest
}

/** The private part of a passkey. */
export interface PasskeySecrets {
  /** PKCS#8. */
  readonly privateKey?: Secret<Uint8Array>
  readonly prfSeeds?: PrfSeeds
  readonly signCount: number
  readonly rest: Rest
}

/** The compartment that Account Owners alone can open. */
export interface Secrets extends Readonly<Record<SecretText, Register<Secret<string>>>> {
  /** The hosts to which a secret may be given. */
  readonly hosts: StampedSet
  readonly passkeys: ReadonlyMap<string, PasskeySecrets>
  readonly history: readonly HistoryEntry<Secret<string>>[]
  readonly rest: Rest
}

/** Both compartments of one account. */
export interface AccountContent {
  readonly profile: Profile
  readonly secrets: Secrets
}

export type PasskeyStatus = 'active' | 'quarantined' | 'deleted'

export function passkeyStatus(passkey: Passkey): PasskeyStatus {
  if (isRemoved(passkey)) return 'deleted'
  return passkey.quarantined.value ? 'quarantined' : 'active'
}
