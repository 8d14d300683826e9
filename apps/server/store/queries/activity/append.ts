import {
  type ActivityEntry,
  accountIdOf,
  type ActivityHead,
  encodeActivity,
  headOf,
  nextEntry,
  parseStatement,
} from '@keyward/log'
import type { Insertable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { Schema } from '../../schema.ts'
import { chunksOf } from '../chunks.ts'
import { headOfActivity } from './head.ts'

/** Appends the drafts in their order; a statement that is there already is left out. */
export async function appendActivity(
  tx: Tx,
  workspaceId: string,
  drafts: readonly ActivityDraft[],
): Promise<ActivityHead> {
  let head = await headOfActivity(tx, workspaceId)
  const known = await knownStatements(tx, workspaceId, drafts)
  const rows: Insertable<Schema['activity']>[] = []
  for (const draft of drafts) {
    const statementId = statementIdOf(draft)
    if (statementId !== null && known.has(statementId)) continue
    if (statementId !== null) known.add(statementId)
    const entry = nextEntry(head, draft)
    head = headOf(entry)
    rows.push(rowOf(entry, statementId))
  }
  if (rows.length === 0) return head
  for (const chunk of chunksOf(rows, 500)) {
    await tx.insertInto('activity').values(chunk).execute()
  }
  await tx
    .updateTable('workspaces')
    .set({ activity_sequence: head.sequence, activity_hash: head.hash })
    .where('workspace_id', '=', workspaceId)
    .execute()
  return head
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

function rowOf(entry: ActivityEntry, statementId: string | null): Insertable<Schema['activity']> {
  return {
    workspace_id: entry.workspaceId,
    sequence: entry.sequence,
    time: entry.time,
    event: entry.event,
    member_id: entry.memberId,
    account_id: accountIdOf(entry),
    statement_id: statementId,
    bytes: encodeActivity(entry),
  }
}
