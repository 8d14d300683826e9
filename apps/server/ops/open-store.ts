import { OperatorError } from '../config/error.ts'
import type { Places } from '../config/read.ts'
import type { DealLedger } from '../store/ports/ledger.ts'
import { type Store, StoreError } from '../store/store.ts'

/** How a store is opened, such as `openSqliteStore`. */
export type OpenStore = (options: { path: string; ledger?: DealLedger }) => Promise<Store>

/**
 * Opens the database at its place, made where there is none.
 *
 * @throws {OperatorError} `data.database`
 */
export async function openDatabase(
  { database }: Pick<Places, 'database'>,
  openStore: OpenStore,
  ledger?: DealLedger,
): Promise<Store> {
  try {
    return await openStore({ path: database, ...(ledger === undefined ? {} : { ledger }) })
  } catch (cause) {
    throw databaseRefused(database, cause)
  }
}

/** Why a database can't be used, in one sentence. */
export function databaseRefused(database: string, cause: unknown): OperatorError {
  const message = `The database ${database} can't be used: ${storeReason(cause)}`
  return new OperatorError('data.database', message, { cause })
}

/** What went wrong with a store, to stand after a colon. */
export function storeReason(cause: unknown): string {
  const { code, message } = cause as { code?: unknown; message?: unknown }
  return cause instanceof StoreError ? String(message) : `${String(code ?? message)}.`
}
