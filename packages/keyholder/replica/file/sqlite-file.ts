import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

/** The parts of SQLite's file header that tell whose file it is (https://sqlite.org/fileformat2.html). */
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')
const FORMAT_AT = 60
const APPLICATION_ID_AT = 68
const HEADER_LENGTH = 100

/**
 * Makes a SQLite file that `layOut` fills. It appears at its path complete and readable by its owner
 * alone, or not at all; when another process was faster, that one's file stays. The folder has to be
 * there. Errors of the operating system and of SQLite are thrown as they are.
 */
export function makeSqliteFile(path: string, layOut: (database: DatabaseSync) => void): void {
  const draft = `${path}.${randomUUID()}.new`
  try {
    const descriptor = openSync(draft, 'wx', 0o600)
    // The umask may have taken rights away that SQLite needs.
    fchmodSync(descriptor, 0o600)
    closeSync(descriptor)
    fill(draft, layOut)
    // Unlike a rename, a link never replaces what is there.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true })
  }
  syncFolder(dirname(path))
}

function fill(draft: string, layOut: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(draft)
  try {
    layOut(database)
  } finally {
    database.close()
  }
}

/** A new name in a folder lasts once the folder itself is written. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Whether anything is at the path. */
export function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/**
 * Whose file it is, looked at before SQLite does, since SQLite would take an empty file for an empty
 * database and repair one of somebody else: `foreign` when it does not begin as a SQLite file,
 * `cut-off` when it ends within the header, or else its application id and format (user version).
 */
export function readSqliteHeader(
  path: string,
): 'foreign' | 'cut-off' | { readonly applicationId: number; readonly format: number } {
  const header = readBeginning(path)
  const start = header.subarray(0, MAGIC.length)
  if (!start.equals(MAGIC.subarray(0, start.length))) return 'foreign'
  if (header.length < HEADER_LENGTH) return 'cut-off'
  return {
    applicationId: header.readUInt32BE(APPLICATION_ID_AT),
    format: header.readUInt32BE(FORMAT_AT),
  }
}

function readBeginning(path: string): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_LENGTH)
    return header.subarray(0, readSync(descriptor, header, 0, HEADER_LENGTH, 0))
  } finally {
    closeSync(descriptor)
  }
}

/** A connection to a file that is there, which waits `timeout` milliseconds for others. */
export function openSqliteFile(
  path: string,
  { readOnly, timeout }: { readonly readOnly: boolean; readonly timeout: number },
): DatabaseSync {
  // As a URL, so that SQLite neither reads meaning into the name nor makes a file that is not there.
  const url = pathToFileURL(resolve(path))
  url.searchParams.set('mode', readOnly ? 'ro' : 'rw')
  return new DatabaseSync(url, { readOnly, timeout })
}

/** How many bytes the pages of the database take. A file that is shorter was cut off, or has a log. */
export function pageBytes(database: DatabaseSync): number {
  return numberOf(database, 'page_count') * numberOf(database, 'page_size')
}

function numberOf(database: DatabaseSync, pragma: 'page_count' | 'page_size'): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma])
}

/**
 * Runs the work in one transaction: all of it happens, or nothing. DEFERRED for reading; IMMEDIATE
 * for writing, which takes the write lock at once, so that nobody comes between a read and a write.
 */
export function inTransaction<T>(
  database: DatabaseSync,
  kind: 'DEFERRED' | 'IMMEDIATE',
  work: () => T,
): T {
  database.exec(`BEGIN ${kind}`)
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has already rolled back after the gravest errors.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}
