import type { AccountRole } from '@keyward/workspace/rules'

/** What each role means on what is shared. */
export type RoleMeanings = Readonly<
  Record<
    AccountRole,
    { readonly short: string; readonly will: readonly string[]; readonly wont: readonly string[] }
  >
>

/** The words of sharing that are others for a collection than for an account. */
export interface ShareWords {
  readonly noneLeft: string
  readonly teamLater: string
  readonly means: RoleMeanings
  /** Owners of an account have its key; those of a collection have the keys of no account by that. */
  readonly ownersHoldKeys: boolean
}
