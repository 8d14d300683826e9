import { KeyholderError } from '../error.ts'
import { announceDealKey } from './deal-key.ts'
import { topUpDeals } from './dealing/top-up.ts'
import { pullDeals } from './held/pull.ts'
import { type SharingDesk, type SharingExchange, sharingPorts } from './ports.ts'
import { pushTerms } from './terms/push.ts'

/** How long one sync makes deals, in milliseconds; the rest waits for the next. */
const DEALING_TIME = 5000

/**
 * What sync does for sharing. What the server refuses of it fails no sync: everything else was
 * exchanged by then.
 */
export function sharingExchange(desk: SharingDesk): SharingExchange {
  const ports = sharingPorts(desk)
  const { clock } = ports.context.platform
  return {
    beforePush: () => unlessRefused(() => pushTerms(ports)),
    async afterwards() {
      await unlessRefused(() => announceDealKey(ports))
      // Terms of accounts that the server has just got.
      await unlessRefused(() => pushTerms(ports))
      await unlessRefused(() => pullDeals(ports))
      await unlessRefused(() => topUpDeals(ports, clock() + DEALING_TIME))
    },
  }
}

async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof KeyholderError && error.rule === 'remote.refused')) throw error
  }
}
