import { LIFETIMES } from '@keyward/protocol'
import type { Selectable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { SessionRow } from '../../ports/sessions.ts'
import type { Schema } from '../../schema.ts'

export async function sessionByToken(
  tx: Tx,
  tokenHash: Uint8Array,
  now: number,
): Promise<SessionRow | undefined> {
  const row = await liveSessions(tx, now).where('token_hash', '=', tokenHash).executeTakeFirst()
  return row && toSession(row)
}

/** The newest first. */
export async function listSessions(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  now: number,
): Promise<readonly SessionRow[]> {
  const rows = await liveSessions(tx, now)
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('is_removed', '=', 0)
    .orderBy('started_at', 'desc')
    .orderBy('session_id')
    .execute()
  return rows.map(toSession)
}

function liveSessions(tx: Tx, now: number) {
  return tx
    .selectFrom('sessions')
    .selectAll()
    .where('expires_at', '>', now)
    .where('last_used_at', '>', now - LIFETIMES.sessionIdle)
}

function toSession(row: Selectable<Schema['sessions']>): SessionRow {
  return {
    sessionId: row.session_id,
    tokenHash: row.token_hash,
    workspaceId: row.workspace_id,
    memberId: row.member_id,
    deviceId: row.device_id,
    deviceName: row.device_name,
    thumbprint: row.thumbprint,
    by: row.started_by,
    methodId: row.method_id,
    startedAt: row.started_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    isRemoved: row.is_removed === 1,
  }
}
