import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { migrate } from './migrations.ts'
import type { DealLedger } from './ports/ledger.ts'
import { queryStore } from './queries.ts'
import { backUp } from './sqlite/backup.ts'
import { sqliteDatabase } from './sqlite/database.ts'
import { explain, isBusy } from './sqlite/explain.ts'
import { fileUrl, makeFile, openReader, openWriter } from './sqlite/file.ts'
import { watchSqlite } from './sqlite/watch.ts'
import type { Store } from './store.ts'

/** What SQLite calls the kinds of columns. */
export const COLUMN_KINDS = { BYTES: 'BLOB', INTEGER: 'INTEGER', TABLE: 'STRICT' } as const

/**
 * Opens the server's data in one SQLite file, and makes or migrates it where needed. Any number of
 * processes may have the same one open. The path `:memory:` gives one that goes with the process.
 *
 * @throws {StoreError} `unavailable` when it can't be opened, is another program's, or was written
 *   by a newer Keyward; it is not changed then. `storage_full` when there is no room to make it
 */
export async function openSqliteStore(options: {
  readonly path: string
  /** The signer's own store, where deals are used. */
  readonly ledger?: DealLedger
}): Promise<Store> {
  const { path } = options
  const connections = await open(path)
  const watch = watchSqlite(connections)
  const database = sqliteDatabase(connections, (news) => watch.tell(news))
  try {
    await migrate(COLUMN_KINDS, (work) => database.write(({ tx }) => work(tx)))
  } catch (error) {
    await database.close()
    throw error
  }
  return {
    ...queryStore(database, options.ledger),
    isReady: () =>
      database
        .read((tx) => sql`SELECT 1`.execute(tx))
        .then(
          () => true,
          () => false,
        ),
    watch: (listener) => watch.add(listener),
    backup: (to) => backUp(path, connections.writer, to),
    close: async () => {
      watch.close()
      await database.close()
    },
  }
}

/** How often opening is tried while others are at the same file: about two seconds in all. */
const ATTEMPTS = 60
const PAUSE = 32

async function open(path: string): Promise<{ writer: DatabaseSync; reader: DatabaseSync }> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return connect(path)
    } catch (error) {
      if (!isBusy(error) || attempt === ATTEMPTS) throw explain(error)
      await wait(PAUSE)
    }
  }
}

function connect(path: string): { writer: DatabaseSync; reader: DatabaseSync } {
  if (path === ':memory:') {
    const writer = openWriter(path)
    return { writer, reader: writer }
  }
  makeFile(path)
  const writer = openWriter(fileUrl(path))
  try {
    return { writer, reader: openReader(fileUrl(path)) }
  } catch (error) {
    writer.close()
    throw error
  }
}
