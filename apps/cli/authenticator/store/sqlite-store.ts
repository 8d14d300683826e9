import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { inTransaction } from '@keyward/keyholder/sqlite-file'
import type { CredentialSource, CredentialStore } from '@keyward/webauthn/authenticator'
import { WebAuthnError } from '@keyward/webauthn/data'
import { explained } from './explain.ts'
import { openedKeys } from './opened-keys.ts'
import { QUERIES } from './queries.ts'
import { type PasskeyRow, toRow, toSource } from './row.ts'

type SqliteStore = CredentialStore & { all(): readonly CredentialSource[] }

/**
 * The store over an open database. Reads and writes of other processes come before or after each of
 * its own, never between.
 *
 * @param path for messages
 */
export function sqliteStore(database: DatabaseSync, path: string): SqliteStore {
  const find = database.prepare(QUERIES.find)
  const list = database.prepare(QUERIES.list)
  const all = database.prepare(QUERIES.all)
  const newest = database.prepare(QUERIES.newest)
  const insert = database.prepare(QUERIES.insert)
  const count = database.prepare(QUERIES.count)
  const openKey = openedKeys()
  const source = (row: PasskeyRow): CredentialSource => toSource(row, openKey)
  const findRow = (rpId: string, id: Uint8Array): PasskeyRow | undefined => one(find, rpId, id)
  const write = <T>(work: () => T): T =>
    explained(path, () => inTransaction(database, 'IMMEDIATE', work))
  return {
    find: (rpId, id) =>
      explained(path, () => {
        const row = findRow(rpId, id)
        return row === undefined ? undefined : source(row)
      }),
    list: (rpId) => explained(path, () => rows(list, rpId).map(source)),
    all: () => explained(path, () => rows(all).map(source)),
    add: (added) =>
      write(() => {
        if (findRow(added.rpId, added.id) !== undefined) throw taken()
        const last = Number(newest.get(added.rpId)?.['added'] ?? 0)
        insert.run({ ...toRow(added), added: last + 1 })
      }),
    countUp: ({ rpId, id }, next) =>
      write(() => {
        const row = findRow(rpId, id)
        if (row === undefined) throw gone()
        const signCount = Math.max(row.sign_count, next(row.sign_count))
        count.run(signCount, rpId, id)
        return signCount
      }),
  }
}

function one(query: StatementSync, rpId: string, id: Uint8Array): PasskeyRow | undefined {
  return query.get(rpId, id) as PasskeyRow | undefined
}

function rows(query: StatementSync, ...values: string[]): PasskeyRow[] {
  return query.all(...values) as unknown as PasskeyRow[]
}

function taken(): WebAuthnError {
  return new WebAuthnError(
    'ceremony.not-saved',
    'A passkey with this ID is already there for this RP.',
  )
}

function gone(): WebAuthnError {
  return new WebAuthnError('ceremony.not-saved', 'The passkey is no longer there.')
}
