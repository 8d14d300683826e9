import { LIMITS } from '@keyward/protocol'
import type { Tx, Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { ShareRequestRow, Viewer } from '../../ports/sharing.ts'
import { StoreError } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { nextRevision } from '../revision.ts'

export async function requestShare(
  write: Write,
  request: ShareRequestRow,
  activity: readonly ActivityDraft[],
): Promise<void> {
  const { tx } = write
  const { workspaceId, requestId, askedBy } = request
  const known = await tx
    .selectFrom('share_requests')
    .select('request_id')
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', requestId)
    .executeTakeFirst()
  if (known !== undefined) return
  const { open } = await tx
    .selectFrom('share_requests')
    .select((row) => row.fn.countAll<number>().as('open'))
    .where('workspace_id', '=', workspaceId)
    .where('asked_by', '=', askedBy)
    .executeTakeFirstOrThrow()
  if (open >= LIMITS.openRequests) {
    const rule = 'share-request.too-many'
    throw new StoreError('object_refused', 'You have asked for many shares already.', { rule })
  }
  await tx
    .insertInto('share_requests')
    .values({
      workspace_id: workspaceId,
      request_id: requestId,
      account_id: request.accountId,
      member_id: request.memberId,
      role: request.role,
      sealed_note: request.sealedNote,
      asked_by: askedBy,
      asked_at: request.askedAt,
    })
    .execute()
  await appendActivity(tx, workspaceId, activity)
  await nextRevision(write, workspaceId)
}

export async function shareRequestsFor(
  tx: Tx,
  { workspaceId, memberId }: Viewer,
): Promise<readonly ShareRequestRow[]> {
  const rows = await tx
    .selectFrom('share_requests as request')
    .leftJoin('grants as own', (join) =>
      join
        .onRef('own.workspace_id', '=', 'request.workspace_id')
        .onRef('own.account_id', '=', 'request.account_id')
        .on('own.grantee_id', '=', memberId),
    )
    .selectAll('request')
    .where('request.workspace_id', '=', workspaceId)
    .where((row) => row.or([row('own.role', '=', 'owner'), row('request.asked_by', '=', memberId)]))
    .orderBy('request.asked_at', 'desc')
    .execute()
  return rows.map((row) => ({
    workspaceId,
    requestId: row.request_id,
    accountId: row.account_id,
    memberId: row.member_id,
    role: row.role,
    sealedNote: row.sealed_note,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
  }))
}

export async function closeShareRequest(
  write: Write,
  workspaceId: string,
  requestId: string,
): Promise<void> {
  const gone = await write.tx
    .deleteFrom('share_requests')
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', requestId)
    .returning('request_id')
    .execute()
  if (gone.length > 0) await nextRevision(write, workspaceId)
}
