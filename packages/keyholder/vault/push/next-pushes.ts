import type { VaultContext } from '../context.ts'
import { loadPending } from '../account/load.ts'
import type { MembershipView } from '../membership-view.ts'
import { unlessDamaged } from '../rows/damage.ts'
import { apartKey } from '../rows/row-keys.ts'
import { buildPush } from './build.ts'
import type { Outgoing } from './outgoing.ts'
import { buildPutBack } from './put-back.ts'
import { keepAccepted } from './settle-push.ts'

/** One request has as many accounts at most, and about as many bytes. */
const MOST_ACCOUNTS = 200
const MOST_SIZE = 8 * 1024 * 1024

/** How long a change that the server refused waits before it is offered again unchanged. */
const REFUSED_WAIT = 3_600_000

/**
 * The next changes to push, sealed. An account of which something is set apart is left alone: it is
 * never pushed over.
 *
 * @param isDone the accounts that this round has dealt with
 */
export async function nextPushes(
  context: VaultContext,
  view: MembershipView,
  isDone: (accountId: string) => boolean,
): Promise<readonly Outgoing[]> {
  const { replica } = context
  const outgoing: Outgoing[] = []
  let size = 0
  for (let after: string | undefined; ;) {
    const rows = await replica.list('pending', {
      ...(after === undefined ? {} : { after }),
      limit: MOST_ACCOUNTS,
    })
    for (const { key: accountId } of rows) {
      if (isDone(accountId)) continue
      const one = await unlessDamaged(() => buildOne(context, view, accountId))
      if (one === undefined) continue
      if (outgoing.length === MOST_ACCOUNTS || (outgoing.length > 0 && size + one.size > MOST_SIZE))
        return outgoing
      outgoing.push(one)
      size += one.size
    }
    after = rows.at(-1)?.key
    if (after === undefined) return outgoing
  }
}

async function buildOne(
  context: VaultContext,
  view: MembershipView,
  accountId: string,
): Promise<Outgoing | undefined> {
  const pending = await loadPending(context, context.replica, accountId)
  if (pending === undefined || (await isApart(context, accountId))) return undefined
  const { refused, putBack } = pending
  if (refused !== undefined && context.platform.clock() - refused.at < REFUSED_WAIT)
    return undefined
  if (putBack !== undefined) return buildPutBack(context, view, accountId, putBack)
  const outgoing = await buildPush(context, view, accountId)
  if (outgoing === undefined || !isEmpty(outgoing)) return outgoing
  // Others did what was wanted, or nobody can do it any more.
  await keepAccepted(context, outgoing, outgoing.made.isUsernameTaken)
  return undefined
}

function isEmpty({ push }: Outgoing): boolean {
  return push.lists.length === 0 && push.profile === null && push.secrets === null
}

/** Whether something of the account is set apart. */
async function isApart({ replica }: VaultContext, accountId: string): Promise<boolean> {
  const [row] = await replica.list('apart', { after: apartKey(accountId, ''), limit: 1 })
  return row?.key.startsWith(apartKey(accountId, '')) === true
}
