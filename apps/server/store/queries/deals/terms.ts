import type { Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { DealStore } from '../../ports/deals.ts'
import { StoreError, type WriteOnce } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { onceOnly } from '../once.ts'
import { nextRevision } from '../revision.ts'

type Given = Parameters<DealStore['putTerms']>[0]

export async function putTerms(
  write: Write,
  terms: Given,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<void> {
  await onceOnly(write.tx, terms.workspaceId, once, async () => {
    await put(write, terms)
    await appendActivity(write.tx, terms.workspaceId, activity)
    return null
  })
}

async function put(write: Write, terms: Given): Promise<void> {
  const { workspaceId, accountId, memberId, version, statement } = terms
  const known = await write.tx
    .selectFrom('terms')
    .select('version')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()
  if (version !== (known?.version ?? 0) + 1)
    throw new StoreError('object_stale', 'These terms do not follow the present ones.')
  await write.tx
    .insertInto('terms')
    .values({
      workspace_id: workspaceId,
      account_id: accountId,
      member_id: memberId,
      version,
      statement,
      sign_ins_used: 0,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'account_id', 'member_id'])
        .doUpdateSet({ version, statement, sign_ins_used: 0 }),
    )
    .execute()
  await nextRevision(write, workspaceId)
}
