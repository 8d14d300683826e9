import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { newer } from '../error.ts'
import { openDatabase } from './database.ts'
import { damaged } from './explain.ts'
import { type Format, formatOf, readableFrom } from './formats.ts'
import { inTransaction, pageBytes } from './sqlite-file.ts'

/**
 * Checks the structure of a replica over a connection that can not write, since even closing one
 * that can may change a file. Returns whether the file is only to be read, as a newer one.
 *
 * @throws {ReplicaError} `replica.damaged`; `replica.newer` for one that can not even be read
 */
export function checkWhole(path: string, formats: readonly Format[]): { readOnly: boolean } {
  const database = openDatabase(path, { readOnly: true })
  try {
    // The transaction keeps what is read still, after SQLite undid what a killed process left.
    return inTransaction(database, 'DEFERRED', () => {
      const isNewer = formatOf(database) > formats.length
      checkLength(database, path)
      // Unlike quick_check it also looks at the order of the rows, on which look-ups rely.
      const result = database.prepare('PRAGMA integrity_check(1)').get()
      if (result?.['integrity_check'] !== 'ok') throw damaged(path)
      if (isNewer && !(readableFrom(database) <= formats.length)) throw newer()
      return { readOnly: isNewer }
    })
  } finally {
    database.close()
  }
}

/** Pages that are not in the file have to be in the log; SQLite would read them as zeros. */
function checkLength(database: DatabaseSync, path: string): void {
  const { size } = statSync(path)
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  const isLogged = log !== undefined && log.size > 0
  if (size < pageBytes(database) && !isLogged) throw damaged(path)
}
