import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { equalBytes } from '@keyward/codec'

/** A deal by its id, the signer that it was made for, and its very bytes (`hashDeal`). */
export interface NamedDeal {
  readonly dealId: string
  readonly signerId: string
  readonly dealHash: Uint8Array
}

/** One answer that is to be given. */
export interface Use extends NamedDeal {
  /** Which part of the deal is spent; null where deals have none. */
  readonly index: number | null
  /** What the database has as the next part. A ledger that is behind it was rolled back. */
  readonly known: number
}

/** `rolled-back`: the ledger has forgotten what it answered. No deal of it may be used any more. */
export type Spent = 'spent' | 'used-before' | 'unknown' | 'rolled-back'

/** The rows of the deals that live, each with the part that comes next. */
export class Ledger {
  readonly #database: DatabaseSync
  readonly #find: StatementSync
  readonly #advance: StatementSync

  constructor(database: DatabaseSync) {
    this.#database = database
    this.#find = database.prepare('SELECT deal_hash, next FROM deals WHERE deal_id = ?')
    this.#advance = database.prepare('UPDATE deals SET next = ? WHERE deal_id = ? AND next <= ?')
  }

  /** Takes a deal that this ledger never had. Returns false when it had it, also when it ended since. */
  insert({ dealId, dealHash }: NamedDeal): boolean {
    const { changes } = this.#database
      .prepare(
        'INSERT INTO deals (deal_id, deal_hash, next) VALUES (?, ?, 0) ON CONFLICT DO NOTHING',
      )
      .run(dealId, dealHash)
    return Number(changes) === 1
  }

  spend({ dealId, dealHash, index, known }: Use): Spent {
    const row = this.#find.get(dealId)
    const hash = row?.['deal_hash']
    if (!(hash instanceof Uint8Array) || !equalBytes(hash, dealHash)) return 'unknown'
    if (Number(row?.['next']) < known) return 'rolled-back'
    if (index === null) return 'spent'
    const { changes } = this.#advance.run(index + 1, dealId, index)
    return Number(changes) === 1 ? 'spent' : 'used-before'
  }

  /** Ends deals. Their ids are kept as long as this signer is, so that none comes again. */
  erase(dealIds: readonly string[]): void {
    const statement = this.#database.prepare(
      'UPDATE deals SET deal_hash = NULL, next = 0 WHERE deal_id = ?',
    )
    for (const dealId of dealIds) statement.run(dealId)
  }

  /** Forgets all deals, their ids too: each was for one signer, which there is no more. */
  forgetAll(): void {
    this.#database.exec('DELETE FROM deals')
  }

  /** The deals that live, each with its next part. */
  live(): ReadonlyMap<string, number> {
    const rows = this.#database
      .prepare('SELECT deal_id, next FROM deals WHERE deal_hash IS NOT NULL')
      .all()
    return new Map(rows.map((row) => [String(row['deal_id']), Number(row['next'])]))
  }
}
