import { encodeBase64url } from '@keyward/codec'
import type { Session } from '../session.ts'
import type { Desk } from './desk.ts'
import { isHarmless } from './harmless.ts'

/** Takes usernames at the server of a session: see `Desk.reserve`. */
export async function reserveAt(
  session: Pick<Session, 'call'>,
  accountId: string,
  { indexEpoch, claims }: Parameters<Desk['reserve']>[1],
): Promise<boolean | undefined> {
  const body = { accountId, claims: { indexEpoch, claims: claims.map(encodeBase64url) } }
  try {
    return !(await session.call('reserveClaims', { body })).isTaken
  } catch (error) {
    // The push looks again, and nothing is lost then.
    if (isHarmless(error)) return undefined
    throw error
  }
}
