import type { VerificationMethod } from '@keyward/webauthn/authenticator'
import type { AccountFields } from '../accounts.ts'
import type { Relation } from '../vault/vault.ts'

/** An account as a choice. */
export interface AccountChoice {
  readonly accountId: string
  readonly appName: string
  readonly username: string
  readonly displayName: string
  /** How many active passkeys it has. */
  readonly passkeys: number
}

/** A passkey as a choice. */
export interface PasskeyChoice {
  /** Base64url. */
  readonly credentialId: string
  readonly accountId: string
  readonly appName: string
  readonly username: string
  readonly displayName: string
  readonly name: string
  /** What the app calls its user in this passkey: tells several of one account apart. */
  readonly userName: string
  readonly relation: Relation
  /** How many members have the account, this one included. */
  readonly sharedWith: number
  readonly lastUsedAt: number | undefined
  /** It was made here, and the app may not have received it: it may not be known there. */
  readonly isUnconfirmed?: boolean
}

/** Asked before an account is chosen for a new passkey. */
export interface AccountQuestion {
  readonly rpId: string
  readonly rpName: string
  /** Accounts of which the member is Owner and that belong to this RP, then a search for others. */
  readonly matching: readonly AccountChoice[]
  readonly search: (query: string) => readonly AccountChoice[]
  /** A new account as the request would fill it in. */
  readonly prefilled: Pick<AccountFields, 'appName' | 'username' | 'displayName' | 'rpIds'>
  /** Passkeys that this RP made for the same user before; they stay. */
  readonly existing: number
  /** Why the last answer was not taken: shown with the same question again. */
  readonly problem: 'username-taken' | undefined
  /** Whether a username could be used for a new account; while typing. */
  readonly isUsernameFree: (fields: Pick<AccountFields, 'appName' | 'username'>) => Promise<boolean>
}

export type AccountAnswer =
  | { readonly kind: 'existing'; readonly accountId: string }
  | { readonly kind: 'new'; readonly fields: Partial<AccountFields> }

/** How the check of the person ended. */
export type Verification =
  | { readonly outcome: 'verified'; readonly method: VerificationMethod }
  /** Here, and not verified: never an answer where verification is required. */
  | { readonly outcome: 'present' }
  | { readonly outcome: 'failed' | 'cancelled' }

/** The person, by whatever screen or prompt. Nothing of the vault is shown before `verify`. */
export interface Person {
  /** Whether this device can verify a person now. */
  readonly canVerify: boolean
  /**
   * What they see is open before them already, as in an unlocked browser: to sign in they choose
   * first, and are verified then.
   */
  readonly choosesFirst?: boolean
  verify(purpose: {
    readonly kind: 'create' | 'sign-in'
    readonly rpId: string
    /** False where the RP does without: who verifies all the same answers more than was asked. */
    readonly isRequired: boolean
  }): Promise<Verification>
  /** undefined: the person cancelled. */
  chooseAccount(question: AccountQuestion): Promise<AccountAnswer | undefined>
  /** undefined: the person cancelled. With one candidate a confirmation is enough. */
  choosePasskey(question: {
    readonly rpId: string
    readonly candidates: readonly PasskeyChoice[]
  }): Promise<string | undefined>
  /** The RP excludes a passkey that is here. Consent tells the RP so. */
  confirmExcluded(question: {
    readonly rpId: string
    readonly rpName: string
    readonly passkey: PasskeyChoice
  }): Promise<boolean>
  /**
   * Asked when the limits of a shared account want a reason: at most 200 characters. undefined: the
   * person cancelled.
   */
  giveReason?(question: {
    readonly accountId: string
    readonly rpId: string
  }): Promise<string | undefined>
  /** Told while an Owner is asked to approve a sign-in; the signal of the request cancels. */
  approval?(state: ApprovalState): void
}

/** How far the approval of a sign-in is. */
export type ApprovalState =
  | { readonly kind: 'asking' | 'approved' }
  /** UTC milliseconds by the server. */
  | { readonly kind: 'waiting'; readonly expiresAt: number }
