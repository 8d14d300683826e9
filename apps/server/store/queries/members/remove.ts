import type { Tx, Write } from '../../database.ts'
import { endMember } from '../deals/end.ts'
import { markRemoved } from '../sessions/end.ts'

/** All that lets the member sign in goes; that there was a member stays. */
export async function removeMember(
  write: Write,
  workspaceId: string,
  memberId: string,
): Promise<void> {
  const { tx } = write
  await tx
    .updateTable('members')
    .set({ status: 'removed', address_key: null })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
  await forgetKeys(tx, workspaceId, memberId)
  await tx
    .deleteFrom('approvals')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
  await markRemoved(write, workspaceId, { memberId })
  await endMember(write, workspaceId, memberId)
}

/** Keysets and methods of a member. */
export async function forgetKeys(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  for (const table of ['keysets', 'methods'] as const) {
    await tx
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .execute()
  }
}
