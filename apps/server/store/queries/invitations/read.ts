import type { Joiner } from '@keyward/protocol'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import type { Selectable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { InvitationRow, JoinRequest } from '../../ports/invitations.ts'
import type { Schema } from '../../schema.ts'

export async function invitationById(
  tx: Tx,
  invitationId: string,
  now: number,
): Promise<InvitationRow | undefined> {
  const row = await liveInvitations(tx, now)
    .where('invitation_id', '=', invitationId)
    .executeTakeFirst()
  return row && toInvitation(row)
}

/** The oldest first. */
export async function openInvitations(
  tx: Tx,
  workspaceId: string,
  now: number,
): Promise<readonly InvitationRow[]> {
  const rows = await liveInvitations(tx, now)
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('invitation_id')
    .execute()
  return rows.map(toInvitation)
}

/** Who answered in time may still be admitted afterwards. */
function liveInvitations(tx: Tx, now: number) {
  return tx
    .selectFrom('invitations')
    .selectAll()
    .where((row) => row.or([row('expires_at', '>', now), row('member_id', 'is not', null)]))
}

function toInvitation(row: Selectable<Schema['invitations']>): InvitationRow {
  return {
    workspaceId: row.workspace_id,
    invitationId: row.invitation_id,
    role: row.role as WorkspaceRole,
    memberKind: row.member_kind as MemberKind,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    chainProof: row.chain_proof,
    headSequence: row.head_sequence,
    headHash: row.head_hash,
    email: row.email,
    join: joinOf(row),
  }
}

function joinOf(row: Selectable<Schema['invitations']>): JoinRequest | null {
  if (row.joiner === null || row.join_address === null || row.joined_at === null) return null
  return {
    joiner: JSON.parse(row.joiner) as Joiner,
    address: row.join_address,
    proof: row.join_proof,
    at: row.joined_at,
  }
}
