import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from './sqlite-file.ts'

/** "KwRp" in ASCII: marks a SQLite file as a replica. */
export const APPLICATION_ID = 0x4b775270

/** One step forward. The first makes a format out of an empty file. */
export interface Format {
  readonly migrate: (database: DatabaseSync) => void
  /** Programs of this format and later ones can read the rows and signals of it. */
  readonly readableFrom: number
}

/**
 * Keys are UTF-16, big-endian, so that SQLite's order of bytes is the port's order of keys, and any
 * string has a key of its own. `sum` is a CRC-32 over collection, key and value: SQLite sees damage
 * to its structure, but not to content.
 */
const FORMAT_1 = `
  CREATE TABLE rows (
    collection TEXT NOT NULL,
    key BLOB NOT NULL,
    value BLOB NOT NULL,
    sum INTEGER NOT NULL,
    PRIMARY KEY (collection, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE signals (
    kind TEXT NOT NULL PRIMARY KEY,
    raised INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO signals VALUES ('changed', 0), ('lock', 0);
  CREATE TABLE lease (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    token TEXT NOT NULL,
    beat INTEGER NOT NULL,
    pid INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE format (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    readable_from INTEGER NOT NULL
  ) STRICT;
  INSERT INTO format VALUES (1, 1);
`

/** The formats in order. What was released is never changed; a new format is one more step. */
export const FORMATS: readonly Format[] = [
  { migrate: (database) => database.exec(FORMAT_1), readableFrom: 1 },
]

/** Brings a file to the last of the formats, in one transaction. A newer one stays as it is. */
export function migrate(database: DatabaseSync, formats: readonly Format[]): void {
  if (formatOf(database) >= formats.length) return
  inTransaction(database, 'IMMEDIATE', () => {
    // Another process may just have done it.
    for (const format of formats.slice(formatOf(database))) {
      format.migrate(database)
      database.prepare('UPDATE format SET readable_from = ?').run(format.readableFrom)
    }
    if (formatOf(database) >= formats.length) return
    database.exec(`PRAGMA user_version = ${formats.length}`)
  })
}

/** The format of a file, 0 for an empty one. */
export function formatOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'])
}

/** The oldest format whose programs may read the file. */
export function readableFrom(database: DatabaseSync): number {
  return Number(database.prepare('SELECT readable_from FROM format').get()?.['readable_from'])
}
