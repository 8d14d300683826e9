import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { damaged } from './explain.ts'
import { APPLICATION_ID, type Format, migrate } from './formats.ts'

/** The parts of SQLite's file header that tell whose file it is (https://sqlite.org/fileformat2.html). */
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')
const APPLICATION_ID_AT = 68
const HEADER_LENGTH = 100

/**
 * Makes an empty replica, and the folders that are missing. It appears at its path complete and
 * readable by its owner alone, or not at all; when another process was faster, that one's stays.
 */
export function makeFile(path: string, formats: readonly Format[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomUUID()}.new`
  try {
    const descriptor = openSync(draft, 'wx', 0o600)
    // The umask may have taken rights away that SQLite needs.
    fchmodSync(descriptor, 0o600)
    closeSync(descriptor)
    layOut(draft, formats)
    // Unlike a rename, a link never replaces what is there.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${draft}${end}`, { force: true })
  }
  syncFolder(dirname(path))
}

function layOut(draft: string, formats: readonly Format[]): void {
  const database = new DatabaseSync(draft)
  try {
    database.exec(`PRAGMA synchronous = EXTRA; PRAGMA application_id = ${APPLICATION_ID}`)
    migrate(database, formats)
    // The file remembers that it has a write-ahead log.
    database.exec('PRAGMA journal_mode = WAL')
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
 * Looks at a file before SQLite does, since SQLite would take an empty file for an empty database
 * and repair one of somebody else. Rights of group and others are taken away.
 *
 * @throws {ReplicaError} `replica.damaged`
 */
export function checkFile(path: string): void {
  const stat = statSync(path)
  if (!stat.isFile()) throw damaged(path)
  const header = readHeader(path)
  const isReplica =
    header.length === HEADER_LENGTH &&
    header.subarray(0, MAGIC.length).equals(MAGIC) &&
    header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID
  if (!isReplica) throw damaged(path)
  if ((stat.mode & 0o077) !== 0) chmodSync(path, 0o600)
}

function readHeader(path: string): Buffer {
  const descriptor = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_LENGTH)
    return header.subarray(0, readSync(descriptor, header, 0, HEADER_LENGTH, 0))
  } finally {
    closeSync(descriptor)
  }
}
