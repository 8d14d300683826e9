import { CliError, type CliRule } from '../../error.ts'

/** What SQLite's primary result codes mean for a person (https://sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, readonly [CliRule, string]>> = {
  1: ['store.damaged', 'was changed by another program: restore it from a copy'],
  5: ['store.busy', 'is in use by another program: try again when that has finished'],
  8: ['store.read-only', 'can not be written: give yourself the right to write it'],
  11: ['store.damaged', 'is damaged: restore it from a copy'],
  13: ['store.full', 'can not grow, since the disk is full: make room and try again'],
  14: ['store.folder', 'can not be opened: it and its folder have to be readable and writable'],
  26: ['store.damaged', 'is damaged: restore it from a copy'],
}

/** What errors of the operating system mean for a person. */
const SYSTEM: Readonly<Record<string, readonly [CliRule, string]>> = {
  ENOENT: ['store.folder', 'is in a folder that does not exist: make the folder first'],
  ENOTDIR: ['store.folder', 'is in a folder that is none: one part of its path is a file'],
  EACCES: ['store.folder', 'can not be reached: you need the right to write to its folder'],
  EPERM: ['store.folder', 'can not be reached: you need the right to write to its folder'],
  EROFS: ['store.read-only', 'is on a file system that is read-only: choose another place'],
  ENOSPC: ['store.full', 'can not be written, since the disk is full: make room and try again'],
}

/** Runs work on the store at `path`, and says clearly what failed. @throws {CliError} `store.*` */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw explain(path, error)
  }
}

function explain(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  const known =
    'errcode' in error && typeof error.errcode === 'number'
      ? SQLITE[error.errcode & 0xff]
      : SYSTEM[String(error.code)]
  if (known !== undefined) return new CliError(known[0], `The store ${path} ${known[1]}.`)
  if (!('errcode' in error || 'syscall' in error)) return error
  return new CliError('store.failed', `The store ${path} could not be used: ${error.message}.`)
}
