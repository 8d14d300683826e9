import type { WriteOnce } from '../store.ts'
import type { ActivityDraft } from './activity.ts'
import type { LedgerOutcome } from './ledger.ts'

export type DealAlgorithm = 'ES256' | 'EdDSA' | 'RS256'
export type DealEnd = 'replaced' | 'revoked' | 'signer'

/** A grant of an account to another than an owner. */
export interface Grant {
  readonly workspaceId: string
  readonly accountId: string
  readonly memberId: string
}

export interface NewDeal extends Grant {
  readonly dealId: string
  readonly deviceId: string
  readonly publicKeyHash: Uint8Array
  readonly algorithm: DealAlgorithm
  readonly count: number
  readonly signerId: string
  readonly hash: Uint8Array
  readonly bytes: Uint8Array
  readonly forSigner: Uint8Array
  readonly forDevice: Uint8Array
  readonly replaces: string | null
  readonly activity: readonly ActivityDraft[]
}

/** `no-grant`: the member does not have the account, or owns it. */
export type DealOutcome = 'accepted' | 'known' | 'stale' | 'no-grant'

/** What is known of a deal when it is to be used. */
export interface DealFacts extends Grant {
  readonly dealId: string
  readonly deviceId: string
  readonly signerId: string
  readonly hash: Uint8Array
  /** null once it has ended. */
  readonly bytes: Uint8Array | null
  readonly forSigner: Uint8Array | null
  readonly ended: DealEnd | null
  readonly replacedAt: number | null
  readonly next: number
  /** The member's role on the account. */
  readonly role: 'owner' | 'manager' | 'collaborator' | null
  readonly isDeleted: boolean
  readonly terms: Uint8Array | null
  /** Under these terms. */
  readonly signInsUsed: number
  /** Until when sign-ins are approved beforehand; null for not at all. */
  readonly approvedUntil: number | null
  /** The approval that was named, if there is such a one of this deal. */
  readonly approval: SignInApprovalRow | null
}

/** One sign-in that is to be answered. */
export interface CosignUse {
  readonly workspaceId: string
  readonly dealId: string
  readonly index: number | null
  readonly approvalId: string | null
  readonly now: number
  /**
   * Says what is logged of the sign-in, by what is known at the moment. Called within the
   * transaction, perhaps more than once.
   *
   * @throws what refuses it: nothing is written then
   */
  readonly judge: (facts: DealFacts) => Judged
}

export interface Judged {
  readonly entry: ActivityDraft
  /** Whether the approval that was named is used up thereby. */
  readonly isApprovalUsed: boolean
}

export interface DeviceDeal {
  readonly bytes: Uint8Array
  readonly forDevice: Uint8Array
}

export interface DealsPage {
  readonly revision: number
  readonly hasMore: boolean
  readonly deals: readonly DeviceDeal[]
  readonly dead: readonly string[]
  readonly grants: readonly {
    readonly accountId: string
    readonly terms: Uint8Array | null
    readonly signInsUsed: number
    readonly left: number | null
  }[]
}

/** An account that has grantees besides its owners, or terms for some. */
export interface DealingRow {
  readonly accountId: string
  readonly grantees: readonly string[]
  readonly deals: readonly {
    readonly dealId: string
    readonly memberId: string
    readonly deviceId: string
    readonly publicKeyHash: Uint8Array
    readonly algorithm: DealAlgorithm
    readonly count: number
    readonly left: number | null
    readonly replaces: string | null
    readonly used28Days: number
  }[]
  readonly terms: readonly {
    readonly memberId: string
    readonly statement: Uint8Array
    readonly signInsUsed: number
  }[]
}

export interface SignInApprovalRow {
  readonly approvalId: string
  readonly accountId: string
  readonly dealId: string
  readonly memberId: string
  readonly deviceId: string
  readonly binding: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly clientDataHash: Uint8Array
  readonly expiresAt: number
  readonly state: 'open' | 'approved' | 'declined' | 'used'
  readonly statement: Uint8Array | null
}

/** Deals and the terms under which they are used. */
export interface DealStore {
  /** The key to which deals are sealed for the device. Takes a new revision when it is another one. */
  putKey(key: {
    readonly workspaceId: string
    readonly memberId: string
    readonly deviceId: string
    readonly statement: Uint8Array
  }): Promise<void>
  keys(
    workspaceId: string,
    memberIds: readonly string[],
  ): Promise<
    readonly {
      readonly memberId: string
      readonly deviceId: string
      readonly statement: Uint8Array
    }[]
  >
  /**
   * Takes new deals, each whole or not at all. The newest live deal of the same device and passkey
   * has to be the one that is replaced; one that waited to be replaced before it ends.
   *
   * @throws {StoreError} `idempotency_mismatch`
   */
  insert(
    workspaceId: string,
    deals: readonly NewDeal[],
    once: WriteOnce,
  ): Promise<readonly { readonly dealId: string; readonly outcome: DealOutcome }[]>
  /**
   * What a device may have after a revision, at most `limit` deals.
   *
   * @throws {StoreError} `start_again` for a revision after which ended deals were forgotten
   */
  pull(asked: {
    readonly workspaceId: string
    readonly memberId: string
    readonly deviceId: string
    readonly since: number
    /** `since` of the first page, where this is a further one. */
    readonly begunAt?: number
    readonly limit: number
  }): Promise<DealsPage>
  /** Accounts that the member owns and others have, by their ids. */
  dealing(asked: {
    readonly workspaceId: string
    readonly memberId: string
    readonly after: string
    readonly limit: number
    readonly now: number
  }): Promise<{ readonly rows: readonly DealingRow[]; readonly hasMore: boolean }>
  /** undefined for none with this id. */
  facts(
    workspaceId: string,
    dealId: string,
    more: { readonly approvalId: string | null; readonly now: number },
  ): Promise<DealFacts | undefined>
  /**
   * Logs a sign-in, then spends the part of the deal in the ledger, then keeps what was logged. Only
   * once this resolves with `spent` may the sign-in be answered; when it throws, nobody knows whether
   * the part was spent, and there is no answer. Several that wait are done in one transaction.
   *
   * @returns `unknown` also for a deal that there is not
   * @throws what `judge` throws; {StoreError}
   */
  cosign(use: CosignUse): Promise<LedgerOutcome>
  /** The next version of the terms of one grant. @throws {StoreError} `object_stale` */
  putTerms(
    terms: Grant & { readonly version: number; readonly statement: Uint8Array },
    activity: readonly ActivityDraft[],
    once: WriteOnce,
  ): Promise<void>
  /** Live deals by id, each with its next part. */
  live(): Promise<ReadonlyMap<string, number>>
  /**
   * Ends every deal that is of another signer or not among the live ones, and logs in each workspace
   * where one ended that there is a new signer, where it is one.
   */
  endOthers(signerId: string, live: ReadonlySet<string>, now: number): Promise<void>
}
