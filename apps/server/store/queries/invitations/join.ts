import type { Write } from '../../database.ts'
import type { InvitationStore } from '../../ports/invitations.ts'
import type { SessionRow } from '../../ports/sessions.ts'
import { appendActivity } from '../activity/append.ts'
import { insertMember } from '../members/insert.ts'
import { beginSession } from '../sessions/start.ts'
import { unknownInvitation } from './create.ts'

type Join = Parameters<InvitationStore['join']>[0]

export async function answerInvitation(write: Write, join: Join): Promise<SessionRow> {
  const { tx } = write
  const { invitationId, request, member, session } = join
  const { workspaceId } = session
  const { numUpdatedRows } = await tx
    .updateTable('invitations')
    .set({
      member_id: member.memberId,
      joiner: JSON.stringify(request.joiner),
      join_address: request.address,
      join_proof: request.proof,
      joined_at: request.at,
    })
    .where('workspace_id', '=', workspaceId)
    .where('invitation_id', '=', invitationId)
    .where('member_id', 'is', null)
    .where('expires_at', '>', request.at)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw unknownInvitation()
  await insertMember(tx, workspaceId, member)
  await appendActivity(tx, workspaceId, join.activity)
  write.tell({ workspaceId, kind: 'join' })
  return beginSession(write, session)
}
