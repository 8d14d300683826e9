import type { Kysely, Transaction } from 'kysely'
import type { DealLedger } from './ports/ledger.ts'
import type { Prepared } from './prepared.ts'
import type { Schema } from './schema.ts'
import type { StoreNews } from './store.ts'

/** A transaction, as all queries take it. */
export type Tx = Transaction<Schema>

/** What builds queries that only read. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom'>

/** What builds queries that are prepared. */
export type Builder = Reader & Pick<Kysely<Schema>, 'insertInto' | 'updateTable'>

/** A transaction that writes, and the signer's store that goes along with it. */
export interface Write extends BareWrite {
  readonly ledger: DealLedger
}

export interface BareWrite {
  readonly tx: Tx
  /** Told to every process once the transaction has been committed, and never without. */
  tell(news: StoreNews): void
}

/** What each kind of database does in its own way. Errors come out as `StoreError`s. */
export interface Database {
  /** One snapshot for all queries of the work. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The rows of one query, of everything that was written before. */
  ask<Values extends object, Row>(
    query: Prepared<Values, Row>,
    values: Values,
  ): Promise<readonly Row[]>
  /**
   * All of it, durably, or nothing. No other write comes between its reads and its writes. The work
   * may run again from its start where the database asks for that.
   */
  write<T>(work: (write: BareWrite) => Promise<T>): Promise<T>
}
