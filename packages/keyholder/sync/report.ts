import type { ReplicaStore } from '../replica.ts'
import { explained } from '../vault/rows/transaction.ts'
import { readState } from './state.ts'

/** What one exchange with the server came to. */
export interface SyncReport {
  /** Accounts that came in. */
  readonly pulled: number
  /** Accounts of which the server took changes. */
  readonly pushed: number
  /** Changes that the server refused; they are kept, and marked. */
  readonly kept: number
  /** Accounts of which something was set apart, with its rule. */
  readonly refused: readonly { readonly accountId: string; readonly rule: string }[]
  /** The server had been restored from a backup, and what it had lost was put back. */
  readonly restored:
    | {
        /** Entries of the membership chain. */
        readonly entries: number
        /** Accounts of which it had nothing. */
        readonly accounts: number
      }
    | undefined
  /** Statements of what this device did that were reported. */
  readonly reported: number
  /** The server signs its activity log with another key than before. */
  readonly isLogKeyNew: boolean
}

/** A report in the making. */
export interface Tally {
  pulled: number
  pushed: number
  kept: number
  readonly refused: Map<string, string>
  readonly changed: Set<string>
  restored: { entries: number; accounts: number } | undefined
  reported: number
  isLogKeyNew: boolean
}

export function newTally(): Tally {
  return {
    pulled: 0,
    pushed: 0,
    kept: 0,
    refused: new Map(),
    changed: new Set(),
    restored: undefined,
    reported: 0,
    isLogKeyNew: false,
  }
}

export function reportOf(tally: Tally): SyncReport {
  const { pulled, pushed, kept, restored, reported, isLogKeyNew } = tally
  const refused = [...tally.refused].map(([accountId, rule]) => ({ accountId, rule }))
  return { pulled, pushed, kept, refused, restored, reported, isLogKeyNew }
}

/** How synchronised this device is, to be shown. */
export interface SyncStatus {
  /** UTC milliseconds by this device; undefined when it never was. */
  readonly lastSync: number | undefined
  /** Accounts with changes that the server does not have. */
  readonly pending: number
  /** Nothing was exchanged for more than a day. */
  readonly isOverdue: boolean
  /** The server signs its log with another key than before, and nobody has said that this is right. */
  readonly isLogKeyNew: boolean
}

const OVERDUE = 24 * 3_600_000

/** @param now UTC milliseconds @throws {KeyholderError} `replica.*` */
export async function syncStatus(replica: ReplicaStore, now: number): Promise<SyncStatus> {
  try {
    const { lastSync, isLogKeyNew } = (await readState(replica)).state
    const pending = await replica.count('pending')
    const isOverdue = lastSync === undefined || now - lastSync > OVERDUE
    return { lastSync, pending, isOverdue, isLogKeyNew }
  } catch (error) {
    throw explained(error)
  }
}
