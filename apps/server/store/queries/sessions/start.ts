import type { Insertable } from 'kysely'
import type { Tx, Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { NewSession, SessionRow } from '../../ports/sessions.ts'
import type { Schema } from '../../schema.ts'
import { StoreError } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'

export async function startSession(
  write: Write,
  session: NewSession,
  activity: readonly ActivityDraft[],
): Promise<SessionRow> {
  const row = await beginSession(write, session)
  await appendActivity(write.tx, session.workspaceId, activity)
  return row
}

/** Without activity. @throws {StoreError} `device_key_mismatch` */
export async function beginSession({ tx, tell }: Write, session: NewSession): Promise<SessionRow> {
  await pinDevice(tx, session)
  await tx.insertInto('sessions').values(sessionColumns(session)).execute()
  tell({ workspaceId: session.workspaceId, memberId: session.memberId, kind: 'session' })
  return { ...session, lastUsedAt: session.startedAt, isRemoved: false }
}

async function pinDevice(
  tx: Tx,
  { workspaceId, memberId, deviceId, thumbprint }: NewSession,
): Promise<void> {
  const pinned = await tx
    .selectFrom('devices')
    .select('thumbprint')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  if (pinned === undefined) {
    await tx
      .insertInto('devices')
      .values({ workspace_id: workspaceId, device_id: deviceId, member_id: memberId, thumbprint })
      .execute()
  } else if (pinned.thumbprint !== thumbprint) {
    throw new StoreError(
      'device_key_mismatch',
      'This device signed in with another key before: use a new device id.',
    )
  }
}

function sessionColumns(session: NewSession): Insertable<Schema['sessions']> {
  return {
    workspace_id: session.workspaceId,
    is_removed: 0,
    session_id: session.sessionId,
    token_hash: session.tokenHash,
    member_id: session.memberId,
    device_id: session.deviceId,
    device_name: session.deviceName,
    thumbprint: session.thumbprint,
    started_by: session.by,
    method_id: session.methodId,
    started_at: session.startedAt,
    expires_at: session.expiresAt,
    last_used_at: session.startedAt,
  }
}
