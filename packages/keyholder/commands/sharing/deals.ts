import { announceDealKey } from '../../sharing/deal-key.ts'
import { topUpDeals as topUp, type ToppedUp } from '../../sharing/dealing/top-up.ts'
import { sharingPorts } from '../../sharing/ports.ts'
import { pushTerms } from '../../sharing/terms/push.ts'
import type { OpenDesk } from '../keyholder.ts'

/**
 * Makes all deals that the member's accounts lack, as every sync does for a while: so that those who
 * share them can sign in.
 *
 * @throws {KeyholderError} `remote.*`, `replica.*`, `session.*`
 */
export async function topUpDeals(desk: OpenDesk): Promise<Pick<ToppedUp, 'made' | 'waiting'>> {
  const ports = sharingPorts(desk)
  await announceDealKey(ports)
  await pushTerms(ports)
  const { made, waiting } = await topUp(ports)
  return { made, waiting }
}
