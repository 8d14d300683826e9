import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
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

/** Statements kept prepared, the least used going first. */
const STATEMENTS = 300
/** Between two times that a write asks for the lock that another process has. */
const LONGEST_PAUSE = 32

/**
 * Kysely's SQLite over `node:sqlite`. One connection, which Kysely gives to one user at a time.
 *
 * @param attempts how often a write asks for the lock that another process has
 */
export function sqliteDialect(database: DatabaseSync, attempts: number): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(database, attempts),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class SqliteDriver implements Driver {
  readonly #database: DatabaseSync
  readonly #attempts: number
  readonly #connection: SqliteConnection

  constructor(database: DatabaseSync, attempts: number) {
    this.#database = database
    this.#attempts = attempts
    this.#connection = new SqliteConnection(database)
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
    this.#connection.forget()
    this.#database.close()
  }
}

interface Prepared {
  readonly statement: StatementSync
  readonly isReader: boolean
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync
  readonly #prepared = new Map<string, Prepared>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { statement, isReader } = this.#prepare(sql)
    const values = parameters as readonly SQLInputValue[]
    if (isReader) return { rows: statement.all(...values) as R[] }
    return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) }
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }

  forget(): void {
    this.#prepared.clear()
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    const prepared = known ?? prepare(this.#database, sql)
    // A Map keeps the order of insertion: the newest use goes to the end.
    if (known !== undefined) this.#prepared.delete(sql)
    this.#prepared.set(sql, prepared)
    if (this.#prepared.size > STATEMENTS) {
      const [oldest] = this.#prepared.keys()
      if (oldest !== undefined) this.#prepared.delete(oldest)
    }
    return prepared
  }
}

function prepare(database: DatabaseSync, sql: string): Prepared {
  const statement = database.prepare(sql)
  return { statement, isReader: statement.columns().length > 0 }
}
