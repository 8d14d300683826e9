import { type LogHead, type Peaks, rootOf } from '@keyward/log'
import type { Tx } from '../../database.ts'
import { unknownWorkspace } from '../unknown.ts'
import { decodePeaks } from './peaks.ts'

/** The end of the workspace's log. @throws {StoreError} `not_found` */
export async function headOfActivity(
  tx: Tx,
  workspaceId: string,
): Promise<LogHead & { readonly peaks: Peaks }> {
  const row = await tx
    .selectFrom('workspaces')
    .select(['activity_sequence', 'activity_hash', 'activity_peaks'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  const { activity_sequence: sequence, activity_hash: hash } = row
  const peaks = decodePeaks(sequence, row.activity_peaks)
  return { workspaceId, sequence, hash, root: rootOf(peaks), peaks }
}
