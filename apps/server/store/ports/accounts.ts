import type { WriteOnce } from '../store.ts'
import type { ActivityDraft } from './activity.ts'

/** One version of an access list, as it was read and checked. */
export interface GrantedList {
  readonly accountId: string
  readonly version: number
  readonly hash: Uint8Array
  readonly prevHash: Uint8Array
  readonly bytes: Uint8Array
  /** The epoch of the profile key that it names; of the index list: the epoch that claims are made with. */
  readonly profileEpoch: number
  readonly grants: readonly {
    readonly granteeId: string
    readonly role: 'owner' | 'manager' | 'collaborator'
    /**
     * The wrapped profile key; null where the keys were not sent, because the grant names those of
     * the version before or the list is put back: the keys that are kept stay then.
     */
    readonly profile: Uint8Array | null
    readonly secrets: Uint8Array | null
  }[]
}

/** One version of a sealed compartment. */
export interface WriteRow {
  readonly version: number
  readonly hash: Uint8Array
  readonly prevHash: Uint8Array
  readonly bytes: Uint8Array
}

export interface AccountWrite {
  readonly accountId: string
  /**
   * The version of the newest list when the write was checked against it, 0 when there was none:
   * with another one there by now, the write is stale.
   */
  readonly checkedAt?: number
  readonly lists: readonly GrantedList[]
  readonly profile: WriteRow | null
  readonly secrets: WriteRow | null
  readonly claims: { readonly indexEpoch: number; readonly claims: readonly Uint8Array[] } | null
  readonly isDeleted: boolean | null
  readonly onTaken: 'refuse' | 'keep'
  /** Compartments may be any number of versions ahead; lists still follow one another. */
  readonly isPutBack: boolean
  readonly activity: readonly ActivityDraft[]
}

/** What a member may see of an account. */
export interface AccountView {
  readonly accountId: string
  readonly revision: number
  readonly isRevoked: boolean
  readonly lists: readonly Uint8Array[]
  readonly wrapped: {
    readonly profile: Uint8Array
    readonly secrets: Uint8Array | null
  } | null
  readonly profile: Uint8Array | null
  readonly secrets: Uint8Array | null
  readonly deletedAt: number | null
  readonly isUsernameTaken: boolean
  readonly isPurged: boolean
}

export type AccountWriteResult =
  | {
      readonly accountId: string
      readonly outcome: 'accepted'
      readonly revision: number
      readonly isUsernameTaken: boolean
    }
  | { readonly accountId: string; readonly outcome: 'stale'; readonly current: AccountView }
  | {
      readonly accountId: string
      readonly outcome: 'refused'
      readonly code: 'index_key_stale' | 'username_taken' | 'object_refused' | 'account_unknown'
      readonly rule: string | null
    }

/** What the server knows of an account before a write to it is checked. */
export interface AccountFacts {
  readonly accountId: string
  /** The newest access list; undefined for an account that is new. */
  readonly list:
    | { readonly version: number; readonly hash: Uint8Array; readonly bytes: Uint8Array }
    | undefined
  readonly profileVersion: number
  readonly secretsVersion: number
  readonly isDeleted: boolean
}

/** Accounts: access lists, sealed compartments, claims, and the order of changes. */
export interface AccountStore {
  /** The facts of each id, in the order asked for. */
  facts(workspaceId: string, accountIds: readonly string[]): Promise<readonly AccountFacts[]>
  /** The ids of the accounts on which the member has a role, with it. */
  grantedTo(
    workspaceId: string,
    memberId: string,
  ): Promise<readonly { readonly accountId: string; readonly role: string }[]>
  /**
   * Takes each write whole or not at all, all in one transaction. A write is stale when a list or
   * compartment does not follow the newest: version one higher and `prevHash` its hash. Of an
   * account whose list no longer has a grantee, the grantee gets `isRevoked` from then on.
   *
   * Of a request that comes again, a stale write is answered with the newest view.
   *
   * @throws {StoreError} `idempotency_mismatch`; `not_admitted` when the member waits, or was removed
   */
  write(write: {
    readonly workspaceId: string
    readonly memberId: string
    readonly writes: readonly AccountWrite[]
    readonly indexListId: string
    readonly once: WriteOnce
  }): Promise<{ readonly revision: number; readonly results: readonly AccountWriteResult[] }>
  /**
   * What has changed for the member after a revision, oldest first: at most `limit` accounts, whole
   * revisions only. Who has been granted an account since gets all of it. The revision of a page
   * after which there is more is odd, and of what follows it every account comes whole; all other
   * revisions are even.
   */
  changes(
    workspaceId: string,
    memberId: string,
    since: number,
    limit: number,
  ): Promise<{
    readonly revision: number
    readonly hasMore: boolean
    readonly accounts: readonly AccountView[]
    /** Entries of the membership chain after the revision. */
    readonly entries: readonly Uint8Array[]
  }>
  /** Takes a username until the account comes or ten minutes have passed. @throws {StoreError} `index_key_stale` */
  reserve(
    workspaceId: string,
    accountId: string,
    claims: { readonly indexEpoch: number; readonly claims: readonly Uint8Array[] },
    until: number,
    now: number,
  ): Promise<{ readonly isTaken: boolean }>
}
