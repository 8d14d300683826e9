import type { Write } from '../../database.ts'
import { endSessions } from '../sessions/end.ts'

/** Forgets a member that waits, with all that it left here. */
export async function deleteWaiting(
  write: Write,
  workspaceId: string,
  memberId: string,
): Promise<void> {
  await endSessions(write, workspaceId, { memberId })
  // What else it has goes with it.
  await write.tx
    .deleteFrom('members')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('status', '=', 'waiting')
    .execute()
}
