import { shardOf } from '../../accounts.ts'
import type { ShardMarks } from './marks.ts'
import type { IndexRow } from './memory.ts'

/** What the index keeps of every account, by account id. */
export interface IndexRows {
  readonly size: number
  get(accountId: string): IndexRow | undefined
  keys(): Iterable<string>
  /** The accounts that are not deleted and whose username another one has. */
  taken(): Iterable<string>
  /** Those that are sets of accounts, deleted ones too. */
  collections(): Iterable<string>
  [Symbol.iterator](): Iterator<[string, IndexRow]>
}

/** Rows as they were stored, with what changed since. */
export class StoredRows implements IndexRows {
  #shards: readonly ShardMarks[] = []
  /** undefined for an account that is gone. */
  readonly #changes = new Map<string, IndexRow | undefined>()
  #size = 0

  get size(): number {
    return this.#size
  }

  get(accountId: string): IndexRow | undefined {
    if (this.#changes.has(accountId)) return this.#changes.get(accountId)
    if (this.#shards.length === 0) return undefined
    return this.#shards[shardOf(accountId, this.#shards.length)]?.get(accountId)
  }

  *keys(): Iterable<string> {
    for (const shard of this.#shards)
      for (const accountId of shard.keys()) if (!this.#changes.has(accountId)) yield accountId
    for (const [accountId, row] of this.#changes) if (row !== undefined) yield accountId
  }

  *taken(): Iterable<string> {
    for (const shard of this.#shards)
      for (const accountId of shard.taken())
        if (!this.#changes.has(accountId) && shard.get(accountId)?.isDeleted === false)
          yield accountId
    for (const [accountId, row] of this.#changes)
      if (row?.isUsernameTaken === true && !row.isDeleted) yield accountId
  }

  *collections(): Iterable<string> {
    for (const shard of this.#shards)
      for (const accountId of shard.collections())
        if (!this.#changes.has(accountId)) yield accountId
    for (const [accountId, row] of this.#changes) if (row?.isCollection === true) yield accountId
  }

  *[Symbol.iterator](): Iterator<[string, IndexRow]> {
    for (const accountId of this.keys()) {
      const row = this.get(accountId)
      if (row !== undefined) yield [accountId, row]
    }
  }

  /** Takes the place of all rows. @param shards as many as there are, in their order */
  load(shards: readonly ShardMarks[]): void {
    this.#shards = shards
    this.#changes.clear()
    this.#size = shards.reduce((sum, { size }) => sum + size, 0)
  }

  /** Puts a row, or takes it away. */
  set(accountId: string, row: IndexRow | undefined): void {
    const before = this.get(accountId)
    this.#size += Number(row !== undefined) - Number(before !== undefined)
    this.#changes.set(accountId, row)
  }
}
