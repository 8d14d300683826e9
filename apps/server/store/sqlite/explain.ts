import { StoreError } from '../store.ts'

type Meaning = readonly ['storage_full' | 'unavailable', string]

const BUSY = 5
const LOCKED = 6

/** What SQLite's primary result codes mean (https://sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, Meaning>> = {
  [BUSY]: ['unavailable', 'The database is in use by another process: try again.'],
  [LOCKED]: ['unavailable', 'The database is in use: try again.'],
  8: ['unavailable', 'The database can not be written: the server needs the right to do so.'],
  10: ['unavailable', 'The disk of the database failed. Nothing was changed.'],
  11: ['unavailable', 'The database is damaged: restore it from a backup.'],
  13: ['storage_full', 'The disk of the database is full. Nothing was changed.'],
  14: ['unavailable', 'The database can not be opened: check its path and rights.'],
  26: ['unavailable', 'The file is no database, or it is damaged: restore it from a backup.'],
}

/** What errors of the operating system mean. */
const SYSTEM: Readonly<Record<string, Meaning>> = {
  ENOSPC: ['storage_full', 'The disk is full. Nothing was changed.'],
  EDQUOT: ['storage_full', 'The disk quota is used up. Nothing was changed.'],
  ENOENT: ['unavailable', 'The folder does not exist.'],
  ENOTDIR: ['unavailable', 'A part of the path is a file, not a folder.'],
  EACCES: ['unavailable', 'The server lacks the right to write there.'],
  EPERM: ['unavailable', 'The server lacks the right to write there.'],
  EROFS: ['unavailable', 'The file system is read-only.'],
}

/** Whether another connection has the lock. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === BUSY || code === LOCKED
}

/** The error that the store throws for one that was thrown within. */
export function explain(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error
  const known = SQLITE[resultCode(error) ?? -1] ?? ofSystem(error)
  return known === undefined ? error : new StoreError(known[0], known[1], { cause: error })
}

function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined
  // The rest of the extended code tells more closely where it happened.
  return typeof error.errcode === 'number' ? error.errcode & 0xff : undefined
}

function ofSystem(error: Error): Meaning | undefined {
  if (!('code' in error && 'syscall' in error)) return undefined
  const other = ['unavailable', 'The file of the database can not be used.'] as const
  return SYSTEM[String(error.code)] ?? other
}
