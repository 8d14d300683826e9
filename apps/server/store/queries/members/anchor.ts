import type { Tx } from '../../database.ts'

export async function putAnchor(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  anchor: Uint8Array,
): Promise<void> {
  await tx
    .updateTable('members')
    .set({ anchor })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
}
