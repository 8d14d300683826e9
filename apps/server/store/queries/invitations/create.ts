import type { Tx, Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { NewInvitation } from '../../ports/invitations.ts'
import { StoreError, type WriteOnce } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { onceOnly } from '../once.ts'
import { deleteWaiting } from './delete-waiting.ts'

/** @throws {StoreError} `object_refused` when there is an invitation with this id */
export async function createInvitation(
  tx: Tx,
  invitation: NewInvitation,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<void> {
  const { workspaceId, invitationId } = invitation
  await onceOnly(tx, workspaceId, once, async () => {
    const { numInsertedOrUpdatedRows: inserted } = await tx
      .insertInto('invitations')
      .values({
        workspace_id: workspaceId,
        invitation_id: invitationId,
        role: invitation.role,
        member_kind: invitation.memberKind,
        created_by: invitation.createdBy,
        created_at: invitation.createdAt,
        expires_at: invitation.expiresAt,
        chain_proof: invitation.chainProof,
        head_sequence: invitation.headSequence,
        head_hash: invitation.headHash,
        email: invitation.email,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (inserted !== 1n) {
      throw new StoreError('object_refused', 'There is an invitation with this id.', {
        rule: 'invitation.taken',
      })
    }
    await appendActivity(tx, workspaceId, activity)
    return null
  })
}

export async function deleteInvitation(
  write: Write,
  workspaceId: string,
  invitationId: string,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<void> {
  const { tx } = write
  await onceOnly(tx, workspaceId, once, async () => {
    const row = await tx
      .deleteFrom('invitations')
      .where('workspace_id', '=', workspaceId)
      .where('invitation_id', '=', invitationId)
      .returning('member_id')
      .executeTakeFirst()
    if (row === undefined) throw unknownInvitation()
    if (row.member_id !== null) {
      await deleteWaiting(write, workspaceId, row.member_id)
      write.tell({ workspaceId, kind: 'join' })
    }
    await appendActivity(tx, workspaceId, activity)
    return null
  })
}

export function unknownInvitation(): StoreError {
  return new StoreError(
    'invitation_unknown',
    'The invitation is not known, was used, was revoked or has expired.',
  )
}
