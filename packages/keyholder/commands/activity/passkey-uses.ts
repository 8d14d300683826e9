import { encodeBase64url } from '@keyward/codec'
import type { ActivityEntry } from '@keyward/log'
import type { Session } from '../../session.ts'
import { type ActivityFilter, fetchActivity } from './fetch.ts'

/** One sign-in with a passkey. */
export interface PasskeyUse {
  readonly accountId: string
  /**
   * SHA-256 of the credential ID as base64url; undefined for a sign-in without the key, of which the
   * activity names the account alone.
   */
  readonly credentialIdHash: string | undefined
  readonly memberId: string
  /** UTC milliseconds by the server's clock. */
  readonly at: number
}

const EVENTS = ['passkey-signed-in', 'passkey-co-signed'] as const

/**
 * The last use of each passkey in the activity that this member may see, and of each account the last
 * one without the key; the latest first.
 *
 * @param filter narrows it, to one account or to a time
 * @throws {KeyholderError} as `fetchActivity`
 */
export async function lastPasskeyUses(
  session: Pick<Session, 'call'>,
  filter: Pick<ActivityFilter, 'accountId' | 'after'>,
): Promise<readonly PasskeyUse[]> {
  const last = new Map<string, PasskeyUse>()
  for (const event of EVENTS)
    for await (const page of fetchActivity(session, { ...filter, event }))
      for (const use of page.flatMap(useOf))
        last.set(`${use.accountId}/${use.credentialIdHash ?? ''}`, use)
  return [...last.values()].toSorted((a, b) => b.at - a.at)
}

function useOf(entry: ActivityEntry): PasskeyUse[] {
  const { memberId, time: at } = entry
  if (memberId === null) return []
  if (entry.event === 'passkey-co-signed')
    return [{ accountId: entry.subject.accountId, credentialIdHash: undefined, memberId, at }]
  if (entry.event !== 'passkey-signed-in') return []
  const { accountId, credentialIdHash } = entry.subject
  return [{ accountId, credentialIdHash: encodeBase64url(credentialIdHash), memberId, at }]
}
