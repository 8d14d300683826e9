import type { DatabaseSync } from 'node:sqlite'
import { CompiledQuery, Kysely } from 'kysely'
import type { Database, Tx } from '../database.ts'
import { parametersOf, type Prepared, type Words, wordsOf } from '../prepared.ts'
import type { Schema } from '../schema.ts'
import { StoreError, type StoreNews } from '../store.ts'
import { sqliteDialect } from './driver.ts'
import { explain } from './explain.ts'
import { Statements } from './statements.ts'

export interface SqliteDatabase extends Database {
  close(): Promise<void>
}

/** How often a write asks for the lock that another process has: about ten seconds in all. */
const ATTEMPTS = 330

/**
 * Transactions over one connection that writes and one that reads, which may be the same.
 *
 * @param tell is called with what a transaction told, after its commit
 */
export function sqliteDatabase(
  connections: { readonly writer: DatabaseSync; readonly reader: DatabaseSync },
  tell: (news: readonly StoreNews[]) => void,
  attempts = ATTEMPTS,
): SqliteDatabase {
  const { writer, reader, readerStatements } = kyselyOver(connections, attempts)
  const isOne = reader === writer
  const words = new Map<object, Words>()
  const wordsFor = <Values extends object, Row>(query: Prepared<Values, Row>): Words => {
    const made = words.get(query) ?? wordsOf(query, reader)
    words.set(query, made)
    return made
  }
  let isClosed = false
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isClosed) throw new StoreError('unavailable', 'The store was closed.')
    try {
      return await work()
    } catch (error) {
      throw explain(error)
    }
  }
  return {
    read: (work) => explained(() => reader.transaction().setAccessMode('read only').execute(work)),
    ask: <Values extends object, Row>(query: Prepared<Values, Row>, values: Values) =>
      explained(async () => {
        const asked = wordsFor(query)
        const parameters = parametersOf(asked, values)
        // Within a transaction that is under way it would see what was there when that one began.
        if (connections.reader.isTransaction)
          return (await reader.executeQuery<Row>(CompiledQuery.raw(asked.sql, parameters))).rows
        return readerStatements.run(asked.sql, parameters).rows as readonly Row[]
      }),
    write: async (work) => {
      const told: StoreNews[] = []
      const result = await explained(() =>
        writer.transaction().execute(async (tx) => {
          const done = await work({ tx, tell: (news) => void told.push(news) })
          await count(tx, told)
          return done
        }),
      )
      if (told.length > 0) tell(told)
      return result
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      // Destroying waits for nobody, so wait here until who works has finished.
      await writer.connection().execute(async () => {})
      if (!isOne) {
        await reader.connection().execute(async () => {})
        await reader.destroy()
      }
      await writer.destroy()
    },
  }
}

/** The query builder over both connections, and the statements of the one that reads. */
function kyselyOver(
  connections: { readonly writer: DatabaseSync; readonly reader: DatabaseSync },
  attempts: number,
) {
  const over = (connection: DatabaseSync, statements: Statements): Kysely<Schema> =>
    new Kysely<Schema>({ dialect: sqliteDialect(connection, statements, attempts) })
  const writerStatements = new Statements(connections.writer)
  const writer = over(connections.writer, writerStatements)
  if (connections.reader === connections.writer)
    return { writer, reader: writer, readerStatements: writerStatements }
  const readerStatements = new Statements(connections.reader)
  return { writer, reader: over(connections.reader, readerStatements), readerStatements }
}

/** What takes no revision is counted, so that other processes see that there is news. */
async function count(tx: Tx, told: readonly StoreNews[]): Promise<void> {
  for (const { workspaceId, kind } of told) {
    if (kind === 'revision') continue
    await tx
      .insertInto('news')
      .values({ workspace_id: workspaceId, kind, count: 1 })
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'kind'])
          .doUpdateSet((row) => ({ count: row('news.count', '+', 1) })),
      )
      .execute()
  }
}
