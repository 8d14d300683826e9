import type { AccountChange, AccountPush, PushResult } from '@keyward/protocol'
import type { Membership } from '../membership/membership.ts'
import type { Remote } from '../remote/port.ts'
import type { Change, Expectation, ReplicaStore } from '../replica.ts'
import type { SharingExchange } from '../sharing/ports.ts'

/** A push that the vault has sealed. What else is in it is the vault's. */
export interface SealedPush {
  readonly accountId: string
  readonly push: AccountPush
}

/** What came in with a page. */
export interface PageTaken {
  readonly accountIds: readonly string[]
  /** What was set apart, with its rule. */
  readonly refused: readonly { readonly accountId: string; readonly rule: string }[]
  /** Another tab or process was faster, and nothing was written. */
  readonly isOvertaken: boolean
}

/** A page of changes, checked as far as the chain goes. */
export interface Page {
  readonly accounts: readonly AccountChange[]
  /** The chain with what came in this page, which counts once the page is written. */
  readonly chain: {
    readonly state: Membership['state']
    readonly entries: readonly Uint8Array[]
  }
  readonly isRestored: boolean
  /** Written in the same batch, if this is as expected. */
  readonly changes: readonly Change[]
  readonly expect: readonly Expectation[]
}

/** The vault as sync needs it: everything sealed goes in and comes out here, and nothing is opened. */
export interface SyncVault<Push extends SealedPush = SealedPush> {
  takePage(page: Page): Promise<PageTaken>
  /** @param isDone the accounts that this round has dealt with */
  nextPushes(isDone: (accountId: string) => boolean): Promise<readonly Push[]>
  settle(push: Push, result: PushResult): Promise<'accepted' | 'again' | 'refused'>
  /** Takes in what a stale answer showed, when the pull since has not brought it. */
  takeStale(push: Push, current: AccountChange): Promise<void>
  /** Claims to be sent again under a new index key; undefined when there are none. */
  nextClaims(): Promise<{ readonly pushes: readonly Push[]; keep(): Promise<void> } | undefined>
  /** What Owners owe their accounts. @returns how many lists will change */
  doDuties(changed: Iterable<string>): Promise<number>
  /** Marks what a restored server has nothing of. @returns how many accounts that are */
  markLost(isSeen: (accountId: string) => boolean): Promise<number>
  /** Sets apart a statement of activity that the server does not take. */
  setActivityApart(key: string, rule: string, statement: Uint8Array): Promise<void>
}

/** What sync works with. */
export interface SyncPorts<Push extends SealedPush = SealedPush> {
  readonly remote: Pick<Remote, 'call' | 'follow'>
  /** The session's token. @throws {KeyholderError} `session.*` */
  readonly token: () => string
  readonly membership: Pick<Membership, 'state' | 'hashAt' | 'prepare' | 'requireTrust' | 'refresh'>
  readonly vault: SyncVault<Push>
  /** Left out where nothing is shared without its key. */
  readonly sharing?: SharingExchange
  readonly replica: ReplicaStore
  readonly workspaceId: string
  readonly clock: () => number
  readonly wait: (milliseconds: number, stop?: AbortSignal) => Promise<void>
}
