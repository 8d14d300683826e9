import type { Session } from '../../session.ts'

/**
 * The members who operate the server, as it says itself: together with it, whoever signs in without
 * a key could take it.
 *
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function listOperators(session: Pick<Session, 'call'>): Promise<ReadonlySet<string>> {
  return new Set((await session.call('getDealing', { query: { limit: 1 } })).operators)
}
