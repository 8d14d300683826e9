import type { DatabaseSync } from 'node:sqlite'

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
