import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

/** Statements kept prepared, the least used going first. */
const STATEMENTS = 300

interface Kept {
  readonly statement: StatementSync
  readonly isReader: boolean
}

/** The statements of one connection, prepared once and found by their text. */
export class Statements {
  readonly #database: DatabaseSync
  readonly #kept = new Map<string, Kept>()

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Runs a statement: its rows, or the number of rows that it changed. */
  run(
    sql: string,
    parameters: readonly unknown[],
  ): { readonly rows: readonly unknown[]; readonly changes: bigint | undefined } {
    const { statement, isReader } = this.#prepare(sql)
    const values = parameters as readonly SQLInputValue[]
    if (isReader) return { rows: statement.all(...values), changes: undefined }
    return { rows: [], changes: BigInt(statement.run(...values).changes) }
  }

  forget(): void {
    this.#kept.clear()
  }

  #prepare(sql: string): Kept {
    const known = this.#kept.get(sql)
    const kept = known ?? prepare(this.#database, sql)
    // A Map keeps the order of insertion: the newest use goes to the end.
    if (known !== undefined) this.#kept.delete(sql)
    this.#kept.set(sql, kept)
    if (this.#kept.size > STATEMENTS) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    return kept
  }
}

function prepare(database: DatabaseSync, sql: string): Kept {
  const statement = database.prepare(sql)
  return { statement, isReader: statement.columns().length > 0 }
}
