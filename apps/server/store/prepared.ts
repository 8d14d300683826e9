import type { Compilable } from 'kysely'
import type { Reader } from './database.ts'

/**
 * A query that is put into words once for each database, with a place for each value that comes
 * with the question.
 */
export interface Prepared<Values extends object, Row> {
  readonly build: (tx: Reader, places: Values) => Compilable<Row>
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
  builder: Reader,
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
