import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import { isBusy } from './explain.ts'
import type { Statements } from './statements.ts'

/** Between two times that a write asks for the lock that another process has. */
const LONGEST_PAUSE = 32

/**
 * Kysely's SQLite over `node:sqlite`. One connection, which Kysely gives to one user at a time.
 *
 * @param attempts how often a write asks for the lock that another process has
 */
export function sqliteDialect(
  database: DatabaseSync,
  statements: Statements,
  attempts: number,
): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database, statements, attempts),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class SqliteDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #attempts: number
  readonly #statements: Statements
  readonly #connection: SqliteConnection

  constructor(database: DatabaseSync, statements: Statements, attempts: number) {
    this.#database = database
    this.#attempts = attempts
    this.#statements = statements
    this.#connection = new SqliteConnection(statements)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  /** Writes take the lock at once. They wait for it outside SQLite, so that this process goes on. */
  async beginTransaction(_: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    if (settings.accessMode === 'read only') return this.#database.exec('BEGIN')
    for (let attempt = 1; ; attempt += 1) {
      try {
        return this.#database.exec('BEGIN IMMEDIATE')
      } catch (error) {
        if (!isBusy(error) || attempt >= this.#attempts) throw error
        await wait(Math.min(2 ** attempt, LONGEST_PAUSE))
      }
    }
  }

  async commitTransaction(): Promise<void> {
    this.#database.exec('COMMIT')
  }

  async rollbackTransaction(): Promise<void> {
    // After the gravest errors SQLite has rolled back already.
    if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#statements.forget()
    this.#database.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #statements: Statements

  constructor(statements: Statements) {
    this.#statements = statements
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = this.#statements.run(sql, parameters)
    const result = { rows: rows as R[] }
    return changes === undefined ? result : { ...result, numAffectedRows: changes }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}
