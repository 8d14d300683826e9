import type { Known } from './state/known.ts'

/** What a session is, as a person sees it. */
export type SessionState =
  /** The replica is empty: sign up, join or sign in. */
  | { readonly kind: 'none' }
  | { readonly kind: 'locked'; readonly known: Known }
  /** `known.isAdmitted` is false while the member waits for an administrator. */
  | { readonly kind: 'unlocked'; readonly known: Known }

export type SessionEvent =
  | { readonly kind: 'unlocked' }
  /** Whatever was taken from the session is not to be used any more. */
  | { readonly kind: 'locked'; readonly reason: LockReason }
  /** The server has ended the session: what is there can be used, and unlocking begins a new one. */
  | { readonly kind: 'ended' }
  /** The member was admitted. */
  | { readonly kind: 'admitted' }
  /** The member or this device was removed; the replica has been erased. */
  | { readonly kind: 'removed' }

export type LockReason =
  | 'asked'
  | 'deadline'
  | 'elsewhere'
  | 'keys-changed'
  | 'removed'
  | 'signed-out'
