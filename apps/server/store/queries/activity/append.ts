import { concatBytes } from '@keyward/codec'
import {
  type ActivityEntry,
  accountIdOf,
  type ActivityHead,
  addLeaf,
  encodeActivity,
  leafHash,
  type LogHead,
  nextEntry,
  parseStatement,
  rootOf,
} from '@keyward/log'
import { sha256 } from '@keyward/primitives/hash'
import type { Insertable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { Schema } from '../../schema.ts'
import { chunksOf } from '../chunks.ts'
import { headOfActivity } from './head.ts'
import { encodePeaks } from './peaks.ts'

/** Appends the drafts in their order; a statement that is there already is left out. */
export async function appendActivity(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ActivityDraft[],
): Promise<LogHead> {
  const { peaks: before, ...begun } = await headOfActivity(tx, workspaceId)
  let peaks = before
  let head: ActivityHead = begun
  const known = await knownStatements(tx, workspaceId, drafts)
  const rows: Insertable<Schema['activity']>[] = []
  for (const draft of drafts) {
    const statementId = statementIdOf(draft)
    if (statementId !== null && known.has(statementId)) continue
    if (statementId !== null) known.add(statementId)
    const entry = nextEntry(head, draft)
    const bytes = encodeActivity(entry)
    const added = addLeaf(peaks, leafHash(bytes))
    peaks = added.peaks
    head = { workspaceId, sequence: entry.sequence, hash: sha256(bytes) }
    rows.push(rowOf(entry, statementId, bytes, concatBytes(...added.completed)))
  }
  if (rows.length === 0) return begun
  for (const chunk of chunksOf(rows, 500)) {
    await tx.insertInto('activity').values(chunk).execute()
  }
  await tx
    .updateTable('workspaces')
    .set({
      activity_sequence: head.sequence,
      activity_hash: head.hash,
      activity_peaks: encodePeaks(peaks),
    })
    .where('workspace_id', '=', workspaceId)
    .execute()
  return { ...head, root: rootOf(peaks) }
}

async function knownStatements(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ActivityDraft[],
): Promise<Set<string>> {
  const known = new Set<string>()
  const ids = drafts.map(statementIdOf).filter((id) => id !== null)
  for (const chunk of chunksOf(ids, 1000)) {
    const rows = await tx
      .selectFrom('activity')
      .select('statement_id')
      .where('workspace_id', '=', workspaceId)
      .where('statement_id', 'in', chunk)
      .execute()
    for (const row of rows) if (row.statement_id !== null) known.add(row.statement_id)
  }
  return known
}

function statementIdOf(draft: ActivityDraft): string | null {
  return 'statement' in draft ? parseStatement(draft.statement).statementId : null
}

function rowOf(
  entry: ActivityEntry,
  statementId: string | null,
  bytes: Uint8Array,
  completed: Uint8Array,
): Insertable<Schema['activity']> {
  return {
    workspace_id: entry.workspaceId,
    sequence: entry.sequence,
    time: entry.time,
    event: entry.event,
    member_id: entry.memberId,
    account_id: accountIdOf(entry),
    statement_id: statementId,
    bytes,
    completed,
  }
}
