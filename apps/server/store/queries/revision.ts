import type { Write } from '../database.ts'
import { unknownWorkspace } from './unknown.ts'

/**
 * Revisions are even. An odd one stands between two: a page of changes ends with it when there is
 * more, so that whoever asks from there on is known not to have all that is older.
 */
const STEP = 2

/** The first revision of a workspace. */
export const FIRST_REVISION = STEP

/** Whether who asks for what came after the revision has all that came before. */
export function isComplete(revision: number): boolean {
  return revision % STEP === 0
}

/** Takes the workspace's next revision, and tells of it. @throws {StoreError} `not_found` */
export async function nextRevision({ tx, tell }: Write, workspaceId: string): Promise<number> {
  const row = await tx
    .updateTable('workspaces')
    .set((workspace) => ({ revision: workspace('revision', '+', STEP) }))
    .where('workspace_id', '=', workspaceId)
    .returning('revision')
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  tell({ workspaceId, kind: 'revision' })
  return row.revision
}
