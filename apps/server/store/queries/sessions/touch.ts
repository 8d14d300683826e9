import type { Tx } from '../../database.ts'
import type { SessionRow } from '../../ports/sessions.ts'

const MINUTE = 60_000

/** Not every request is worth a write. */
export function isWorthTouching({ lastUsedAt }: SessionRow, now: number): boolean {
  return now - lastUsedAt >= MINUTE
}

export async function touchSession(tx: Tx, session: SessionRow, now: number): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ last_used_at: now })
    .where('workspace_id', '=', session.workspaceId)
    .where('session_id', '=', session.sessionId)
    .where('last_used_at', '<=', now - MINUTE)
    .execute()
}
