import type { Session } from '../../session.ts'
import { fetchActivity } from './fetch.ts'

/**
 * The accounts that others have shared with a member, as the activity tells; those whose sharing has
 * ended too.
 *
 * @throws {KeyholderError} as `fetchActivity`
 */
export async function accountsSharedWith(
  session: Pick<Session, 'call'>,
  memberId: string,
): Promise<ReadonlySet<string>> {
  const shared = new Set<string>()
  for await (const page of fetchActivity(session, { event: 'account-shared' }))
    for (const entry of page)
      if (entry.event === 'account-shared' && entry.subject.granteeId === memberId)
        if (entry.memberId !== memberId) shared.add(entry.subject.accountId)
  return shared
}
