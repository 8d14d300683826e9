import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb'
import type { LeaseRow } from '../lease.ts'
import { type Collection, COLLECTIONS } from '../port.ts'

type Rows = { [Name in Collection]: { key: string; value: Uint8Array } }

/** A store for each collection, and two with one row each under the key 'one'. */
export interface ReplicaSchema extends DBSchema, Rows {
  'replica.format': { key: string; value: { readonly readableFrom: number } }
  'replica.lease': { key: string; value: LeaseRow }
}

export type Database = IDBPDatabase<ReplicaSchema>
export type Upgrade = IDBPTransaction<ReplicaSchema, StoreNames<ReplicaSchema>[], 'versionchange'>

/** One step forward. The first makes a format out of nothing. */
export interface Format {
  readonly migrate: (database: Database, upgrade: Upgrade) => void
  /** Programs of this format and later ones can read the collections of it. */
  readonly readableFrom: number
}

/** The formats in order. What was released is never changed; a new format is one more step. */
export const FORMATS: readonly Format[] = [
  {
    migrate(database) {
      for (const collection of COLLECTIONS) database.createObjectStore(collection)
      database.createObjectStore('replica.format')
      database.createObjectStore('replica.lease')
    },
    readableFrom: 1,
  },
]

/** Opening fails as its transaction does, so that nobody else has to hear of it. */
const ignore = (): void => {}

/** Brings a database on, within the one transaction that the browser gives for it. */
export function migrate(
  database: Database,
  upgrade: Upgrade,
  from: number,
  formats: readonly Format[],
): void {
  upgrade.done.catch(ignore)
  for (const { migrate: step, readableFrom } of formats.slice(from)) {
    step(database, upgrade)
    upgrade.objectStore('replica.format').put({ readableFrom }, 'one').catch(ignore)
  }
}
