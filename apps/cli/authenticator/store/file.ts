import { accessSync, chmodSync, constants, statSync } from 'node:fs'
import { makeSqliteFile, readSqliteHeader } from '@keyward/keyholder/sqlite-file'
import { CliError } from '../../error.ts'
import { APPLICATION_ID, FORMAT, layOut } from './schema.ts'

/** Makes an empty store, as `makeSqliteFile` does. */
export function makeStoreFile(path: string): void {
  makeSqliteFile(path, layOut)
}

/**
 * Looks at a file before SQLite does, and takes rights of group and others away.
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
  const header = readSqliteHeader(path)
  if (header === 'cut-off') throw cutOff(path)
  if (header === 'foreign' || header.applicationId !== APPLICATION_ID) throw notAStore(path)
  const { format } = header
  if (format > FORMAT) {
    throw new CliError(
      'store.newer',
      `The store ${path} was written by a newer Keyward (format ${format}, this one reads ${FORMAT}): update Keyward.`,
    )
  }
  if (format < FORMAT) throw notAStore(path)
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
