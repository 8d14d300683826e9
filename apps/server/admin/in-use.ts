import { DatabaseSync } from 'node:sqlite'
import { OperatorError } from '../config/error.ts'

/** SQLITE_BUSY and SQLITE_LOCKED (https://sqlite.org/rescode.html), without their extensions. */
const TAKEN: ReadonlySet<number> = new Set([5, 6])

/**
 * Holds a database so that nobody else works with it while the task runs, and folds what is beside
 * it (its write-ahead log) into the one file. Every process that has a database open in WAL mode
 * holds a shared lock on the file, so that whoever gets the exclusive lock is alone. A file that is
 * no database is nobody's to hold: the task runs.
 *
 * @throws {OperatorError} `data.in-use`
 */
export async function whileAlone<T>(database: string, task: () => Promise<T>): Promise<T> {
  const held = new DatabaseSync(database, { timeout: 0 })
  try {
    take(held, database)
    return await task()
  } finally {
    held.close()
  }
}

function take(held: DatabaseSync, database: string): void {
  try {
    held.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE')
    held.exec('BEGIN EXCLUSIVE; ROLLBACK')
  } catch (cause) {
    const { errcode } = cause as { errcode?: unknown }
    if (typeof errcode !== 'number' || !TAKEN.has(errcode % 256)) return
    throw new OperatorError(
      'data.in-use',
      `A running server, or another command, has the database ${database} open: stop it first.`,
      { cause },
    )
  }
}
