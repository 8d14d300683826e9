import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction, isThere, openSqliteFile, pageBytes } from '@keyward/keyholder/sqlite-file'
import type { CredentialSource, CredentialStore } from '@keyward/webauthn/authenticator'
import { CliError } from '../../error.ts'
import { explained } from './explain.ts'
import { checkStoreFile, cutOff, makeStoreFile } from './file.ts'
import { sqliteStore } from './sqlite-store.ts'

/** Concurrent commands wait this long for each other. */
const BUSY_MILLISECONDS = 5000

/** Passkeys in a SQLite file. Any number of processes may have the same one open. */
export interface PasskeyFile extends CredentialStore {
  /** Every passkey, by RP ID, and the newest first of each. */
  all(): readonly CredentialSource[]
  close(): void
}

/**
 * Opens a store of passkeys. A file that is not whole, or not a store, is refused and not touched.
 *
 * @param options `make`: whether a store that is not there is made
 * @throws {CliError} `store.*`
 */
export function openStore(path: string, options: { make: boolean }): PasskeyFile {
  return explained(path, () => {
    if (!isThere(path)) {
      if (!options.make) {
        throw new CliError(
          'store.missing',
          `There is no store ${path}: create or import a passkey first, or correct the name.`,
        )
      }
      makeStoreFile(path)
    }
    checkStoreFile(path)
    const database = openDatabase(path)
    try {
      checkWhole(database, path)
      const store = sqliteStore(database, path)
      return { ...store, close: () => database.close() }
    } catch (error) {
      database.close()
      throw error
    }
  })
}

function openDatabase(path: string): DatabaseSync {
  const database = openSqliteFile(path, { readOnly: false, timeout: BUSY_MILLISECONDS })
  // EXTRA is FULL, and a commit also lasts when the power fails right after it.
  database.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;')
  return database
}

/** The lock of a transaction keeps the size still, after SQLite undid what a killed process left. */
function checkWhole(database: DatabaseSync, path: string): void {
  inTransaction(database, 'DEFERRED', () => {
    if (statSync(path).size < pageBytes(database)) throw cutOff(path)
    const result = database.prepare('PRAGMA quick_check(1)').get()
    if (result?.['quick_check'] !== 'ok') {
      throw new CliError('store.damaged', `The store ${path} is damaged: restore it from a copy.`)
    }
  })
}
