import { addLeaf, leafHash, NO_PEAKS, type Peaks } from '@keyward/log'
import { concatBytes } from '@keyward/codec'
import type { Tx } from '../database.ts'
import { encodePeaks } from '../queries/activity/peaks.ts'

/**
 * The hash tree over each log: with every entry the hashes of the subtrees that it completes, the
 * leaf first, and with the workspace those that the tree falls into. Webhooks, to which new entries
 * are sent.
 */
const TEXT = `
ALTER TABLE activity ADD COLUMN completed $BYTES;
ALTER TABLE workspaces ADD COLUMN activity_peaks $BYTES;

CREATE TABLE webhooks (
  workspace_id TEXT NOT NULL REFERENCES workspaces,
  webhook_id TEXT NOT NULL,
  url TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at $INTEGER NOT NULL,
  next_sequence $INTEGER NOT NULL,
  delivered_at $INTEGER,
  failures $INTEGER NOT NULL,
  failing_since $INTEGER,
  last_status TEXT,
  next_attempt_at $INTEGER NOT NULL,
  disabled_at $INTEGER,
  PRIMARY KEY (workspace_id, webhook_id)
) $TABLE;
`

/** Entries that are read at once. */
const CHUNK = 1000

export const LOG = { text: TEXT, fill: fillTrees }

/** Makes the trees of the logs that are there. */
async function fillTrees(tx: Tx): Promise<void> {
  const rows = await tx.selectFrom('workspaces').select('workspace_id').execute()
  for (const { workspace_id: workspaceId } of rows) {
    const peaks = await fillTree(tx, workspaceId)
    await tx
      .updateTable('workspaces')
      .set({ activity_peaks: encodePeaks(peaks) })
      .where('workspace_id', '=', workspaceId)
      .execute()
  }
}

async function fillTree(tx: Tx, workspaceId: string): Promise<Peaks> {
  let peaks = NO_PEAKS
  for (;;) {
    const entries = await tx
      .selectFrom('activity')
      .select(['sequence', 'bytes'])
      .where('workspace_id', '=', workspaceId)
      .where('sequence', '>', peaks.size)
      .orderBy('sequence')
      .limit(CHUNK)
      .execute()
    if (entries.length === 0) return peaks
    for (const { sequence, bytes } of entries) {
      const added = addLeaf(peaks, leafHash(bytes))
      peaks = added.peaks
      await tx
        .updateTable('activity')
        .set({ completed: concatBytes(...added.completed) })
        .where('workspace_id', '=', workspaceId)
        .where('sequence', '=', sequence)
        .execute()
    }
  }
}
