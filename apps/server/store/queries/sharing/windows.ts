import type { Selectable } from 'kysely'
import type { Tx, Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { Viewer, WindowRow } from '../../ports/sharing.ts'
import type { Schema } from '../../schema.ts'
import { appendActivity } from '../activity/append.ts'

export async function openWindow(
  write: Write,
  window: WindowRow,
  activity: readonly ActivityDraft[],
): Promise<void> {
  const { workspaceId } = window
  const made = await write.tx
    .insertInto('approval_windows')
    .values({
      workspace_id: workspaceId,
      window_id: window.windowId,
      account_id: window.accountId,
      member_id: window.memberId,
      author_id: window.authorId,
      opens_at: window.from,
      closes_at: window.until,
      statement: window.statement,
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'window_id']).doNothing())
    .returning('window_id')
    .executeTakeFirst()
  if (made === undefined) return
  await appendActivity(write.tx, workspaceId, activity)
  write.tell({ workspaceId, kind: 'sign-in-approval' })
}

export async function windowsFor(
  tx: Tx,
  { workspaceId, memberId }: Viewer,
  now: number,
): Promise<readonly WindowRow[]> {
  const rows = await tx
    .selectFrom('approval_windows as window')
    .leftJoin('grants as own', (join) =>
      join
        .onRef('own.workspace_id', '=', 'window.workspace_id')
        .onRef('own.account_id', '=', 'window.account_id')
        .on('own.grantee_id', '=', memberId),
    )
    .selectAll('window')
    .where('window.workspace_id', '=', workspaceId)
    .where('window.closes_at', '>', now)
    .where((row) => row.or([row('own.role', '=', 'owner'), row('window.member_id', '=', memberId)]))
    .orderBy('window.closes_at')
    .execute()
  return rows.map((row) => toWindow(row, workspaceId))
}

export async function closeWindow(
  write: Write,
  workspaceId: string,
  windowId: string,
  activity: readonly ActivityDraft[],
): Promise<void> {
  const gone = await write.tx
    .deleteFrom('approval_windows')
    .where('workspace_id', '=', workspaceId)
    .where('window_id', '=', windowId)
    .returning('window_id')
    .execute()
  if (gone.length > 0) await appendActivity(write.tx, workspaceId, activity)
}

function toWindow(row: Selectable<Schema['approval_windows']>, workspaceId: string): WindowRow {
  return {
    workspaceId,
    windowId: row.window_id,
    accountId: row.account_id,
    memberId: row.member_id,
    authorId: row.author_id,
    from: row.opens_at,
    until: row.closes_at,
    statement: row.statement,
  }
}
