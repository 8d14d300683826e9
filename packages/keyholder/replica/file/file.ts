import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { damaged } from './explain.ts'
import { APPLICATION_ID, type Format, migrate } from './formats.ts'
import { makeSqliteFile, readSqliteHeader } from './sqlite-file.ts'

/** Makes an empty replica as `makeSqliteFile` does, and the folders that are missing. */
export function makeFile(path: string, formats: readonly Format[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  makeSqliteFile(path, (database) => {
    database.exec(`PRAGMA synchronous = EXTRA; PRAGMA application_id = ${APPLICATION_ID}`)
    migrate(database, formats)
    // The file remembers that it has a write-ahead log.
    database.exec('PRAGMA journal_mode = WAL')
  })
}

/**
 * Looks at a file before SQLite does, and takes rights of group and others away.
 *
 * @throws {ReplicaError} `replica.damaged`
 */
export function checkFile(path: string): void {
  const stat = statSync(path)
  if (!stat.isFile()) throw damaged(path)
  const header = readSqliteHeader(path)
  if (typeof header === 'string' || header.applicationId !== APPLICATION_ID) throw damaged(path)
  if ((stat.mode & 0o077) !== 0) chmodSync(path, 0o600)
}
