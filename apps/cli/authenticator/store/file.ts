import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CliError } from '../../error.ts'
import { APPLICATION_ID, FORMAT, layOut } from './schema.ts'

/** The parts of SQLite's file header that tell whose file it is (https://sqlite.org/fileformat2.html). */
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')
const FORMAT_AT = 60
const APPLICATION_ID_AT = 68
const HEADER_LENGTH = 100

/**
 * Makes an empty store. It appears at its path complete and readable by its owner alone, or not at
 * all; when another process was faster, that one's store stays.
 */
export function makeStoreFile(path: string): void {
  const draft = `${path}.${randomUUID()}.new`
  try {
    const descriptor = openSync(draft, 'wx', 0o600)
    // The umask may have taken rights away that SQLite needs.
    fchmodSync(descriptor, 0o600)
    closeSync(descriptor)
    const database = new DatabaseSync(draft)
    layOut(database)
    database.close()
    // Unlike a rename, a link never replaces what is there.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
    rmSync(`${draft}-journal`, { force: true })
  }
  syncFolder(dirname(path))
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
 * @throws {CliError} `store.*`
 */
export function checkStoreFile(path: string): void {
  const stat = statSync(path)
  if (!stat.isFile()) throw new CliError('store.not-a-file', `The store ${path} is not a file.`)
  if ((stat.mode & 0o200) === 0 || !isWritable(path)) {
    throw new CliError(
      'store.read-only',
      `The store ${path} is read-only: give yourself the right to write it (chmod 600).`,
    )
  }
  checkHeader(path)
  if ((stat.mode & 0o077) !== 0) narrow(path)
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}

function narrow(path: string): void {
  try {
    chmodSync(path, 0o600)
  } catch (cause) {
    throw new CliError(
      'store.permissions',
      `Others may read the store ${path}, and only its owner can change that (chmod 600).`,
      { cause },
    )
  }
}

function checkHeader(path: string): void {
  const header = readHeader(path)
  const start = header.subarray(0, MAGIC.length)
  if (!start.equals(MAGIC.subarray(0, start.length))) throw notAStore(path)
  if (header.length < HEADER_LENGTH) throw cutOff(path)
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) throw notAStore(path)
  const format = header.readUInt32BE(FORMAT_AT)
  if (format > FORMAT) {
    throw new CliError(
      'store.newer',
      `The store ${path} was written by a newer Keyward (format ${format}, this one reads ${FORMAT}): update Keyward.`,
    )
  }
  if (format < FORMAT) throw notAStore(path)
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

function notAStore(path: string): CliError {
  return new CliError(
    'store.not-a-store',
    `The file ${path} is no store of passkeys, so it stays as it is: choose another name.`,
  )
}

/** The error for a file that ends too early. */
export function cutOff(path: string): CliError {
  return new CliError(
    'store.cut-off',
    `The store ${path} is empty or cut off: restore it from a copy, or choose another name.`,
  )
}
