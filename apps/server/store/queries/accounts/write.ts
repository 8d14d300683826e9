import { setImmediate as others } from 'node:timers/promises'
import type { Tx, Write } from '../../database.ts'
import type { AccountStore, AccountWriteResult } from '../../ports/accounts.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import { StoreError } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { onceOnly } from '../once.ts'
import { unknownWorkspace } from '../unknown.ts'
import { takeWrite, type Taken } from './take.ts'
import { viewOf } from './view.ts'

type Push = Parameters<AccountStore['write']>[0]

/** After so many writes other requests of this process have their turn to read. */
const AT_A_STRETCH = 25

/** The writes in their order, each seeing what those before it did. */
export async function writeAccounts(write: Write, push: Push): ReturnType<AccountStore['write']> {
  const { tx } = write
  const { workspaceId } = push
  await checkMember(tx, push)
  const kept = await onceOnly<readonly Taken[]>(tx, workspaceId, push.once, () =>
    takeAll(write, push),
  )
  const results: AccountWriteResult[] = []
  for (const taken of kept) results.push(await shown(tx, push, taken))
  return { revision: await revisionOf(tx, workspaceId), results }
}

async function takeAll(write: Write, push: Push): Promise<readonly Taken[]> {
  const { workspaceId, memberId, indexListId, once } = push
  const results: Taken[] = []
  const drafts: ActivityDraft[] = []
  for (const [index, given] of push.writes.entries()) {
    if (index % AT_A_STRETCH === AT_A_STRETCH - 1) await others()
    const taken = await takeWrite(
      write,
      { workspaceId, memberId, indexListId, now: once.now },
      given,
    )
    results.push(taken)
    if (taken.outcome === 'accepted') drafts.push(...given.activity)
  }
  await appendActivity(write.tx, workspaceId, drafts)
  return results
}

/** Who was removed while the request was on its way writes nothing any more. */
async function checkMember(tx: Tx, { workspaceId, memberId }: Push): Promise<void> {
  const member = await tx
    .selectFrom('members')
    .select('status')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (member?.status === 'admitted') return
  throw new StoreError('not_admitted', 'The member is not admitted to the workspace.')
}

/** A stale write's answer is the newest view, also when the request comes a second time. */
async function shown(tx: Tx, push: Push, taken: Taken): Promise<AccountWriteResult> {
  if (taken.outcome !== 'stale') return taken
  const { accountId } = taken
  const current = await viewOf(tx, push, accountId)
  return current === undefined
    ? { accountId, outcome: 'refused', code: 'account_unknown', rule: null }
    : { accountId, outcome: 'stale', current }
}

async function revisionOf(tx: Tx, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('workspaces')
    .select('revision')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  return row.revision
}
