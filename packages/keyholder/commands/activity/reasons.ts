import { decodeUtf8 } from '@keyward/codec'
import type { ActivityEntry } from '@keyward/log'
import { sharingPorts } from '../../sharing/ports.ts'
import { openWords } from '../../sharing/words.ts'
import type { OpenDesk } from '../keyholder.ts'

/**
 * Why members signed in without the key, by the sequence of the entry. An entry is left out that has
 * no reason, is of an account that is not here, or was sealed before the account's keys last changed.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function reasonsOf(
  desk: Pick<OpenDesk, 'vault' | 'call' | 'incarnation'>,
  entries: readonly ActivityEntry[],
): Promise<ReadonlyMap<number, string>> {
  const { context } = sharingPorts(desk)
  const reasons = new Map<number, string>()
  for (const entry of entries) {
    if (entry.event !== 'passkey-co-signed' || entry.subject.sealedReason === null) continue
    const { accountId, dealId, sealedReason } = entry.subject
    const words = await openWords(context, { accountId, subjectId: dealId }, sealedReason)
    if (words !== undefined) reasons.set(entry.sequence, decodeUtf8(words))
  }
  return reasons
}
