import { encodeBase64url } from '@keyward/codec'
import type { Session } from '../../session.ts'
import { type ActivityFilter, fetchActivity } from './fetch.ts'

/** One sign-in with a passkey. */
export interface PasskeyUse {
  readonly accountId: string
  /** SHA-256 of the credential ID as base64url. */
  readonly credentialIdHash: string
  readonly memberId: string
  /** UTC milliseconds by the server's clock. */
  readonly at: number
}

/**
 * The last use of each passkey in the activity that this member may see.
 *
 * @param filter narrows it, to one account or to a time
 * @throws {KeyholderError} as `fetchActivity`
 */
export async function lastPasskeyUses(
  session: Pick<Session, 'call'>,
  filter: Pick<ActivityFilter, 'accountId' | 'after'>,
): Promise<readonly PasskeyUse[]> {
  const last = new Map<string, PasskeyUse>()
  const event = 'passkey-signed-in'
  for await (const page of fetchActivity(session, { ...filter, event }))
    for (const entry of page) {
      if (entry.event !== event) continue
      const { accountId } = entry.subject
      const credentialIdHash = encodeBase64url(entry.subject.credentialIdHash)
      const use = { accountId, credentialIdHash, memberId: entry.memberId, at: entry.time }
      last.set(`${accountId}/${credentialIdHash}`, use)
    }
  return [...last.values()].toSorted((a, b) => b.at - a.at)
}
