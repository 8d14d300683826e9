import type { ActivityHead } from '@keyward/log'
import type { Tx } from '../../database.ts'
import { unknownWorkspace } from '../unknown.ts'

/** The end of the workspace's log. @throws {StoreError} `not_found` */
export async function headOfActivity(tx: Tx, workspaceId: string): Promise<ActivityHead> {
  const row = await tx
    .selectFrom('workspaces')
    .select(['activity_sequence', 'activity_hash'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  return { workspaceId, sequence: row.activity_sequence, hash: row.activity_hash }
}
