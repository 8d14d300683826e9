import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { SignerError } from './error.ts'

/** "KwSg" in ASCII: marks a SQLite file as a signer's. */
const APPLICATION_ID = 0x4b775367
const FORMAT = 1

/** SQLITE_BUSY and SQLITE_LOCKED (https://sqlite.org/rescode.html), without their extensions. */
const TAKEN: ReadonlySet<number> = new Set([5, 6])

const TABLES = `
CREATE TABLE self (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  signer_id TEXT NOT NULL,
  seed BLOB NOT NULL,
  public_key BLOB,
  place TEXT NOT NULL
) STRICT;
CREATE TABLE deals (
  deal_id TEXT PRIMARY KEY,
  deal_hash BLOB,
  next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE workspaces (
  workspace_id TEXT PRIMARY KEY,
  incarnation TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

/**
 * Opens the signer's store, makes it where there is none, and holds it until it is closed: a second
 * process, or a second time in this one, is refused.
 *
 * A commit that returned lasts, whatever happens to the machine then: the journal is rolled back, not
 * ahead, so that no file beside this one holds what was committed, and `synchronous=EXTRA` writes out
 * the end of the journal too. What is overwritten or erased leaves no bytes.
 *
 * @param path `:memory:` for one that goes with the process
 * @throws {SignerError} `signer.in-use`, `signer.foreign`, `signer.newer`, `signer.unusable`
 */
export function openFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (path !== ':memory:') makeFile(path)
    database = new DatabaseSync(path === ':memory:' ? path : urlOf(path), { timeout: 0 })
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF')
    // The lock that this takes is kept.
    database.exec('BEGIN EXCLUSIVE')
    prepare(database, path)
    database.exec('COMMIT')
    database.exec(`
      PRAGMA journal_mode = TRUNCATE;
      PRAGMA synchronous = EXTRA;
      PRAGMA secure_delete = ON;
      PRAGMA temp_store = MEMORY;
    `)
    return database
  } catch (error) {
    database?.close()
    throw explain(error, path)
  }
}

/**
 * Where the file lies, as far as that can be told from inside: another text for a copy of the file,
 * and the same one after a restart. Of a disk that was rolled back as a whole it tells nothing.
 */
export function placeOf(path: string): string {
  if (path === ':memory:') return path
  const { ino, birthtimeNs, ctimeNs } = statSync(path, { bigint: true })
  // Where a file system keeps no time of birth, that of the last change is given for it.
  return `${ino}/${birthtimeNs === ctimeNs ? '' : birthtimeNs}`
}

/** Whether both are of one file. A time of birth counts where both have one. */
export function isSamePlace(one: string, other: string): boolean {
  const [inode, birth] = one.split('/')
  const [otherInode, otherBirth] = other.split('/')
  if (inode !== otherInode) return false
  return !birth || !otherBirth || birth === otherBirth
}

function prepare(database: DatabaseSync, path: string): void {
  const id = numberOf(database, 'application_id')
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()
  if (id === 0 && tables?.['count'] === 0) {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${FORMAT}`)
    database.exec(TABLES)
    return
  }
  if (id !== APPLICATION_ID)
    throw new SignerError('signer.foreign', `The file ${path} is not the store of a signer.`)
  if (numberOf(database, 'user_version') !== FORMAT) {
    const message = `The signer's store ${path} was written by a newer Keyward: update Keyward.`
    throw new SignerError('signer.newer', message)
  }
}

function numberOf(database: DatabaseSync, pragma: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}

function makeFile(path: string): void {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Opened for nothing but its existence: closing a file gives up the locks of its process.
  if (statSync(path, { throwIfNoEntry: false }) === undefined)
    closeSync(openSync(path, 'wx', 0o600))
  const stats = statSync(path)
  if (!stats.isFile()) throw new SignerError('signer.unusable', `${path} has to be a file.`)
  if ((stats.mode & 0o777) !== 0o600) chmodSync(path, 0o600)
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function urlOf(path: string): URL {
  const url = pathToFileURL(resolve(path))
  url.searchParams.set('mode', 'rw')
  return url
}

function explain(cause: unknown, path: string): unknown {
  if (cause instanceof SignerError) return cause
  const { errcode, code } = cause as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number' && TAKEN.has(errcode % 256)) {
    const message = `Another process has the signer's store ${path} open: a signer is one process.`
    return new SignerError('signer.in-use', message, { cause })
  }
  const message = `The signer's store ${path} can't be used (${String(errcode ?? code)}).`
  return new SignerError('signer.unusable', message, { cause })
}
