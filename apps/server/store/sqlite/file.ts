import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { StoreError } from '../store.ts'

/** "KwSv" in ASCII: marks a SQLite file as the data of a Keyward server. */
const APPLICATION_ID = 0x4b775376

/** While a connection is opened, others may be starting, recovering or closing. */
const OPENING_MILLISECONDS = 5000

/**
 * Makes the file, readable by its owner alone, in a folder that is the owner's alone, where they are
 * not there yet. Rights of others on the file are taken away.
 */
export function makeFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  const stat = statSync(path)
  if (!stat.isFile()) throw new StoreError('unavailable', `The database ${path} is not a file.`)
  if ((stat.mode & 0o777) !== 0o600) chmodSync(path, 0o600)
  // A new name lasts once its folder is written.
  syncFile(dirname(path))
}

/** Writes a file, or the names in a folder, out to the disk. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The URL of a file, so that SQLite reads no meaning into its name and makes none. */
export function fileUrl(path: string): URL {
  const url = pathToFileURL(resolve(path))
  url.searchParams.set('mode', 'rw')
  return url
}

/**
 * The connection that writes. A commit lasts once it returned (`synchronous=FULL`).
 *
 * @throws {StoreError} `unavailable` for a database of another program, which stays as it is
 */
export function openWriter(location: URL | ':memory:'): DatabaseSync {
  const database = new DatabaseSync(location, { timeout: OPENING_MILLISECONDS })
  try {
    claim(database)
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = FAST;
      PRAGMA trusted_schema = OFF;
      PRAGMA journal_size_limit = 67108864;
      PRAGMA cache_size = -16384;
      PRAGMA busy_timeout = 0;
    `)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** A second connection: what it reads does not wait for who writes. */
export function openReader(location: URL): DatabaseSync {
  const database = new DatabaseSync(location, { timeout: OPENING_MILLISECONDS })
  database.exec('PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -16384;')
  return database
}

/** Others may be making the same file: who has the lock lays the mark down. */
function claim(database: DatabaseSync): void {
  if (numberOf(database, 'application_id') === APPLICATION_ID) return
  database.exec('BEGIN IMMEDIATE')
  try {
    mark(database)
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function mark(database: DatabaseSync): void {
  const id = numberOf(database, 'application_id')
  if (id === APPLICATION_ID) return
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()
  if (id !== 0 || tables?.['count'] !== 0) {
    throw new StoreError('unavailable', 'The file is the database of another program.', {
      rule: 'store.foreign',
    })
  }
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
}

function numberOf(database: DatabaseSync, pragma: 'application_id'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}
