import type { ActivityEntry } from '@keyward/log'
import type { Session } from '../../session.ts'
import { type ActivityFilter, fetchActivity } from './fetch.ts'

/**
 * The last entries that fit, the newest first.
 *
 * @throws {KeyholderError} as `fetchActivity`
 */
export async function listActivity(
  session: Pick<Session, 'call'>,
  filter: ActivityFilter,
  limit: number,
): Promise<readonly ActivityEntry[]> {
  const from = filter.from ?? (await startFor(session, filter, limit))
  let last: ActivityEntry[] = []
  for await (const page of fetchActivity(session, { ...filter, from }))
    last = [...last, ...page].slice(-limit)
  return last.toReversed()
}

/** Without a filter the end of the log tells where to begin. */
async function startFor(
  session: Pick<Session, 'call'>,
  filter: ActivityFilter,
  limit: number,
): Promise<number> {
  if (Object.keys(filter).length > 0) return 1
  const { head } = await session.call('getActivity', { query: { limit: 1 } })
  return Math.max(1, head.sequence - limit + 1)
}
