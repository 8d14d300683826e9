import { type Compilable, CompiledQuery } from 'kysely'
import type { Builder, Tx } from './database.ts'

/**
 * A query that is put into words once for each database, with a place for each value that comes
 * with the question.
 */
export interface Prepared<Values extends object, Row> {
  readonly build: (tx: Builder, places: Values) => Compilable<Row>
}

/** Which of a question's values stands at a place. */
class Place {
  readonly name: PropertyKey

  constructor(name: PropertyKey) {
    this.name = name
  }
}

/** A query to be asked often. `places` has the members of the values; each stands for one to come. */
export function prepared<Values extends object>(): <Row>(
  build: Prepared<Values, Row>['build'],
) => Prepared<Values, Row> {
  return (build) => ({ build })
}

/** The words of a query, with a `Place` where a value comes in. */
export interface Words {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** Puts a query into the words of the database that the builder is of. */
export function wordsOf<Values extends object, Row>(
  { build }: Prepared<Values, Row>,
  builder: Builder,
): Words {
  const places = new Proxy({} as Values, { get: (_, name) => new Place(name) })
  const { sql, parameters } = build(builder, places).compile()
  return { sql, parameters }
}

/** The parameters of one question, in their order. */
export function parametersOf(words: Words, values: object): unknown[] {
  const given = values as Readonly<Record<PropertyKey, unknown>>
  return words.parameters.map((one) => (one instanceof Place ? given[one.name] : one))
}

/** By the adapter, of which each database that is open has its own. */
const WORDS = new WeakMap<object, Map<object, Words>>()

/** Asks within a transaction. */
export async function askWithin<Values extends object, Row>(
  tx: Tx,
  query: Prepared<Values, Row>,
  values: Values,
): Promise<readonly Row[]> {
  const { adapter } = tx.getExecutor()
  const known = WORDS.get(adapter) ?? new Map<object, Words>()
  WORDS.set(adapter, known)
  const words = known.get(query) ?? wordsOf(query, tx)
  known.set(query, words)
  const { rows } = await tx.executeQuery<Row>(
    CompiledQuery.raw(words.sql, parametersOf(words, values)),
  )
  return rows
}
