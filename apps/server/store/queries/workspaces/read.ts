import type { Tx } from '../../database.ts'
import type { ChainRow } from '../../ports/workspaces.ts'

export async function listWorkspaces(tx: Tx, limit: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('workspaces')
    .select('workspace_id')
    .orderBy('workspace_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.workspace_id)
}

export function workspaceById(
  tx: Tx,
  workspaceId: string,
): Promise<{ readonly incarnation: string; readonly revision: number } | undefined> {
  return tx
    .selectFrom('workspaces')
    .select(['incarnation', 'revision'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
}

export function chainFrom(
  tx: Tx,
  workspaceId: string,
  from: number,
  limit: number,
): Promise<readonly ChainRow[]> {
  return tx
    .selectFrom('chain')
    .select(['sequence', 'hash', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('sequence', '>=', from)
    .orderBy('sequence')
    .limit(limit)
    .execute()
}

export async function renewIncarnations(tx: Tx, make: () => string): Promise<void> {
  const rows = await tx.selectFrom('workspaces').select('workspace_id').execute()
  for (const { workspace_id: workspaceId } of rows) {
    await tx
      .updateTable('workspaces')
      .set({ incarnation: make() })
      .where('workspace_id', '=', workspaceId)
      .execute()
  }
}
