import { DONE } from '@keyward/protocol'
import { Refused } from '../../auth/refused.ts'
import type { Handler } from '../handler.ts'

export const listSessions: Handler<'listSessions'> = async (server, { by, now }) => {
  const rows = await server.store.sessions.list(by.workspaceId, by.memberId, now)
  return {
    sessions: rows.map((row) => ({
      sessionId: row.sessionId,
      deviceId: row.deviceId,
      deviceName: row.deviceName,
      by: row.by,
      startedAt: row.startedAt,
      lastUsedAt: row.lastUsedAt,
      isCurrent: row.sessionId === by.session.sessionId,
    })),
  }
}

export const endSession: Handler<'endSession'> = async (server, { params, by, now }) => {
  const { workspaceId, memberId } = by
  const { sessionId } = params
  const rows = await server.store.sessions.list(workspaceId, memberId, now)
  const row = rows.find((one) => one.sessionId === sessionId)
  if (row === undefined) throw new Refused('session_unknown')
  const reason = sessionId === by.session.sessionId ? 'signed-out' : 'revoked'
  const subject = { memberId, deviceId: row.deviceId, reason } as const
  await server.store.sessions.end(workspaceId, memberId, sessionId, [
    { event: 'session-ended', subject, memberId, deviceId: by.deviceId, time: now },
  ])
  return DONE
}
