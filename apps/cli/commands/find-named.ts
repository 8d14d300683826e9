import { normaliseText } from '@keyward/keyholder/accounts'
import { CliError } from '../error.ts'

/** One of several things that people know by a name. */
interface Named {
  readonly id: string
  readonly name: string
}

/** What is told where none is meant, or several could be. */
interface Told {
  readonly none: string
  /** In the plural, such as `teams`. */
  readonly kind: string
}

/**
 * The one that a person means, by id or by the whole name.
 *
 * @throws {CliError} `cli.not-found`, `cli.ambiguous`
 */
export function findNamed<T>(
  all: Iterable<T>,
  named: (one: T) => Named,
  text: string,
  { none, kind }: Told,
): T {
  const known = Array.from(all, (one) => ({ one, ...named(one) }))
  const byId = known.find(({ id }) => id === text)
  if (byId !== undefined) return byId.one
  const wanted = normaliseText(text)
  const found = known.filter(({ name }) => normaliseText(name) === wanted)
  const [only, ...others] = found
  if (only === undefined) throw new CliError('cli.not-found', none)
  if (others.length === 0) return only.one
  const ids = found.map(({ id }) => id)
  throw new CliError(
    'cli.ambiguous',
    `Several ${kind} have this name, so use an id: ${ids.join(', ')}.`,
  )
}
