import { type SearchEntry, type SearchIndex, searchIndex } from '../../accounts.ts'
import type { Relation } from '../vault.ts'
import { type IndexRows, StoredRows } from './rows.ts'
import type { StoredShard } from './shard-row.ts'

/** What the index keeps of an account beside its search entry. */
export interface IndexRow {
  readonly relation: Relation
  /** Deleted, and to be restored for 30 days. */
  readonly isDeleted: boolean
  /** Another account has its username, as the server said last. */
  readonly isUsernameTaken: boolean
  /** It is a named set of accounts, and never among them. */
  readonly isCollection: boolean
  /** Counts the changes of the account on this device: a higher one is newer. */
  readonly stamp: number
}

/** One account of the index; without an entry when it is deleted or can't be read. */
export interface IndexedAccount {
  readonly accountId: string
  readonly entry: SearchEntry | undefined
  readonly row: IndexRow
}

/** The index in memory, which follows the shards in the replica. */
export interface IndexMemory {
  readonly search: SearchIndex
  readonly rows: IndexRows
  /** By its key, how each shard's row ended when it was opened: those bytes are new with each seal. */
  readonly ends: Map<string, string>
  /** Takes the shards in, all of them in their order, in place of everything that was there. */
  load(shards: readonly StoredShard[]): void
  /** Takes accounts in, each unless something newer is known of it. @returns those that changed */
  put(accounts: Iterable<IndexedAccount>): string[]
  remove(accountId: string): void
  /** Tells all who watch. */
  tell(accountIds: readonly string[]): void
  watch(listener: (accountIds: readonly string[]) => void): () => void
}

export function indexMemory(): IndexMemory {
  const search = searchIndex()
  const rows = new StoredRows()
  const listeners = new Set<(accountIds: readonly string[]) => void>()
  return {
    search,
    rows,
    ends: new Map(),
    load(shards) {
      search.load(shards.map(({ segment }) => segment))
      rows.load(shards.map(({ marks }) => marks))
    },
    put(accounts) {
      const changed: string[] = []
      for (const { accountId, entry, row } of accounts) {
        if ((rows.get(accountId)?.stamp ?? -1) >= row.stamp) continue
        rows.set(accountId, row)
        if (entry === undefined) search.remove(accountId)
        else search.put(entry)
        changed.push(accountId)
      }
      return changed
    },
    remove(accountId) {
      if (rows.get(accountId) !== undefined) rows.set(accountId, undefined)
      search.remove(accountId)
    },
    tell(accountIds) {
      if (accountIds.length > 0) for (const listener of listeners) listener(accountIds)
    },
    watch(listener) {
      const own = (accountIds: readonly string[]): void => listener(accountIds)
      listeners.add(own)
      return () => listeners.delete(own)
    },
  }
}
