import type { Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import { StoreError } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'

/** Whose sessions; what is not given may be any. */
interface Which {
  readonly memberId?: string
  readonly deviceId?: string
  readonly methodId?: string
  readonly sessionId?: string
}

export async function endSession(
  write: Write,
  workspaceId: string,
  memberId: string,
  sessionId: string,
  activity: readonly ActivityDraft[],
): Promise<void> {
  if ((await endSessions(write, workspaceId, { memberId, sessionId })) === 0) {
    throw new StoreError('session_unknown', 'There is no such session.')
  }
  await appendActivity(write.tx, workspaceId, activity)
}

/** Leaves sessions of removed members and devices just enough to learn that they were removed. */
export async function markRemoved(
  { tx, tell }: Write,
  workspaceId: string,
  { memberId, deviceId }: Pick<Which, 'memberId' | 'deviceId'>,
): Promise<void> {
  let query = tx
    .updateTable('sessions')
    .set({ is_removed: 1 })
    .where('workspace_id', '=', workspaceId)
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  if (deviceId !== undefined) query = query.where('device_id', '=', deviceId)
  const marked = await query.returning('member_id').execute()
  for (const owner of new Set(marked.map((row) => row.member_id)))
    tell({ workspaceId, memberId: owner, kind: 'session' })
}

/** @returns how many there were */
export async function endSessions(
  { tx, tell }: Write,
  workspaceId: string,
  { memberId, deviceId, methodId, sessionId }: Which,
): Promise<number> {
  let query = tx.deleteFrom('sessions').where('workspace_id', '=', workspaceId)
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  if (deviceId !== undefined) query = query.where('device_id', '=', deviceId)
  if (methodId !== undefined) query = query.where('method_id', '=', methodId)
  if (sessionId !== undefined) query = query.where('session_id', '=', sessionId)
  const ended = await query.returning('member_id').execute()
  for (const owner of new Set(ended.map((row) => row.member_id))) {
    tell({ workspaceId, memberId: owner, kind: 'session' })
  }
  return ended.length
}
