import type { Tx } from '../../database.ts'
import { prepared } from '../../prepared.ts'

export async function listWorkspaces(tx: Tx, limit: number): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('workspaces')
    .select('workspace_id')
    .orderBy('workspace_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.workspace_id)
}

export const WORKSPACE_BY_ID = prepared<{ readonly workspaceId: string }>()((tx, at) =>
  tx
    .selectFrom('workspaces')
    .select(['incarnation', 'revision'])
    .where('workspace_id', '=', at.workspaceId),
)

export const CHAIN_FROM = prepared<{
  readonly workspaceId: string
  readonly from: number
  readonly limit: number
}>()((tx, at) =>
  tx
    .selectFrom('chain')
    .select(['sequence', 'hash', 'bytes'])
    .where('workspace_id', '=', at.workspaceId)
    .where('sequence', '>=', at.from)
    .orderBy('sequence')
    .limit(at.limit),
)

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
