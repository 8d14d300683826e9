import type { AccountChange, PushResult } from '@keyward/protocol'
import { loadPending } from '../account/load.ts'
import { stagePending } from '../account/stage.ts'
import type { VaultContext } from '../context.ts'
import { stageAll, takeIn } from '../intake/take-in.ts'
import type { MembershipView } from '../membership-view.ts'
import { knownKey } from '../rows/row-keys.ts'
import { isSameRow } from '../rows/same-row.ts'
import { transact } from '../rows/transaction.ts'
import type { Outgoing } from './outgoing.ts'

/**
 * What became of a push. `again`: pull, then push anew. `refused`: kept, with its mark. The others
 * are done with.
 */
export type Settled = 'accepted' | 'again' | 'refused'

/** Keeps what the server answered to a push. Nothing of what is pending is lost by any answer. */
export async function settlePush(
  context: VaultContext,
  outgoing: Outgoing,
  result: PushResult,
): Promise<Settled> {
  if (result.outcome === 'accepted') {
    await keepAccepted(context, outgoing, result.isUsernameTaken)
    return 'accepted'
  }
  if (result.outcome === 'stale' || result.code === 'index_key_stale') return 'again'
  await markRefused(context, outgoing, result.code, result.rule ?? undefined)
  return 'refused'
}

/**
 * Takes in what a stale answer showed, unless the pull since has brought the account on: what is
 * older by now is no evidence against the server.
 */
export async function takeStale(
  context: VaultContext,
  view: MembershipView,
  outgoing: Outgoing,
  current: AccountChange,
): Promise<void> {
  const row = await context.replica.get('writes', knownKey(outgoing.accountId))
  if (isSameRow(row, outgoing.made.knownRow))
    await takeIn(context, [current], { view, isRestored: false })
}

/** When something newer came in meanwhile, that had the push in it or will say so: nothing is kept. */
export async function keepAccepted(
  context: VaultContext,
  { made, accountId }: Outgoing,
  isUsernameTaken: boolean,
): Promise<void> {
  const settle = await transact(context.replica, async (draft) => {
    if (!isSameRow(await draft.get('writes', knownKey(accountId)), made.knownRow)) return undefined
    return stageAll(context, draft, [{ ...made, isUsernameTaken }], [])
  })
  settle?.()
}

async function markRefused(
  context: VaultContext,
  { accountId, pendingRow }: Outgoing,
  code: string,
  rule: string | undefined,
): Promise<void> {
  await transact(context.replica, async (draft) => {
    // Changed since: that has not been refused.
    if (!isSameRow(await draft.get('pending', accountId), pendingRow)) return
    const pending = await loadPending(context, draft, accountId)
    if (pending === undefined) return
    const refused = { code, rule, at: context.platform.clock() }
    await stagePending(context, draft, accountId, { ...pending, refused })
  })
  context.memory.tell([accountId])
}
