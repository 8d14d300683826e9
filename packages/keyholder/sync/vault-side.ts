import { doDuties } from '../sharing/duties.ts'
import { stageApartActivity } from '../vault/apart.ts'
import { takeIn } from '../vault/intake/take-in.ts'
import { viewAfter } from '../vault/membership-view.ts'
import type { OpenVault } from '../vault/open-vault.ts'
import { nextPushes } from '../vault/push/next-pushes.ts'
import type { Outgoing } from '../vault/push/outgoing.ts'
import { markLost } from '../vault/push/put-back.ts'
import { keepProgress, nextClaims } from '../vault/push/resend-claims.ts'
import { settlePush, takeStale } from '../vault/push/settle-push.ts'
import { transact } from '../vault/rows/transaction.ts'
import type { SyncVault } from './port.ts'

/** Accounts whose claims are sent in one request. */
const CLAIMS_PER_ROUND = 200

/** An open vault as sync sees it. */
export function syncVault({ context }: OpenVault): SyncVault<Outgoing> {
  const { membership, replica } = context
  return {
    async takePage({ accounts, chain, isRestored, changes, expect }) {
      const view = viewAfter(membership, chain.state, chain.entries)
      return takeIn(context, accounts, { view, isRestored }, { changes, expect })
    },
    nextPushes: (isDone) => nextPushes(context, membership, isDone),
    settle: (push, result) => settlePush(context, push, result),
    takeStale: (push, current) => takeStale(context, membership, push, current),
    async nextClaims() {
      const round = await nextClaims(context, CLAIMS_PER_ROUND)
      if (round === undefined) return undefined
      return { pushes: round.outgoing, keep: () => keepProgress(context, round.next) }
    },
    doDuties: async (changed) => (await doDuties(context, changed)).length,
    markLost: (isSeen) => markLost(context, isSeen),
    setActivityApart: (key, rule, statement) =>
      transact(replica, async (draft) => {
        stageApartActivity(draft, key, rule, statement)
        draft.delete('activity', key)
      }),
  }
}
