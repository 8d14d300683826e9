import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { migrate } from '../migrations.ts'
import type { DealLedger } from '../ports/ledger.ts'
import { queryStore } from '../queries.ts'
import { sqliteDatabase } from '../sqlite/database.ts'
import { openWriter } from '../sqlite/file.ts'
import { COLUMN_KINDS } from '../sqlite.ts'
import type { Store } from '../store.ts'

/** A store in memory that tells which queries ran. */
export interface RecordedStore {
  readonly store: Store
  readonly writer: DatabaseSync
  /** The text of each query that ran while the work was done, as often as it ran. */
  during(work: () => Promise<unknown>): Promise<readonly string[]>
  /** How SQLite finds the rows, a line for each step. */
  planOf(sql: string): readonly string[]
  close(): Promise<void>
}

export async function recordedStore(ledger?: DealLedger): Promise<RecordedStore> {
  let ran: string[] = []
  const writer = recording(openWriter(':memory:'), (sql) => ran.push(sql))
  const database = sqliteDatabase({ writer, reader: writer }, () => {})
  await migrate(COLUMN_KINDS, (work) => database.write(({ tx }) => work(tx)))
  return {
    store: queryStore(database, ledger) as Store,
    writer,
    async during(work) {
      ran = []
      await work()
      return [...ran]
    },
    planOf: (sql) =>
      writer
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => String(row['detail'])),
    close: async () => database.close(),
  }
}

function recording(connection: DatabaseSync, note: (sql: string) => void): DatabaseSync {
  const prepare = connection.prepare.bind(connection)
  connection.prepare = (sql) => {
    const statement = prepare(sql)
    for (const way of ['all', 'run'] as const) {
      const go = statement[way].bind(statement)
      const recorded = (...values: SQLInputValue[]) => {
        if (!sql.startsWith('EXPLAIN')) note(sql)
        return go(...values)
      }
      Object.assign(statement, { [way]: recorded })
    }
    return statement
  }
  return connection
}
