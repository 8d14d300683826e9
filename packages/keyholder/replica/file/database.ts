import type { DatabaseSync } from 'node:sqlite'
import { openSqliteFile } from './sqlite-file.ts'

/** SQLite waits this long by itself, and the whole program with it. */
const BUSY_MILLISECONDS = 50

/** A connection to a replica that is there. */
export function openDatabase(path: string, { readOnly }: { readOnly: boolean }): DatabaseSync {
  return openSqliteFile(path, { readOnly, timeout: BUSY_MILLISECONDS })
}
