import type { ExpressionBuilder, SqlBool, Expression } from 'kysely'
import type { Tx } from '../../database.ts'
import type { ActivityFilter } from '../../ports/activity.ts'
import type { Schema } from '../../schema.ts'
import { chunksOf } from '../chunks.ts'

type Condition = (row: ExpressionBuilder<Schema, 'activity'>) => Expression<SqlBool>

/** Entries that fit all of the filter, and one of `either` where that is given, in their order. */
export async function listActivity(
  tx: Tx,
  workspaceId: string,
  filter: ActivityFilter,
  either?: { readonly memberId: string; readonly accountIds: readonly string[] },
): Promise<{ readonly entries: readonly Uint8Array[]; readonly hasMore: boolean }> {
  const found = new Map<number, Uint8Array>()
  // One look-up for each index that can answer, so that none of them reads the whole log.
  for (const condition of conditionsOf(filter, either)) {
    for (const row of await look(tx, workspaceId, filter, condition)) {
      found.set(row.sequence, row.bytes)
    }
  }
  const ordered = [...found].toSorted(([one], [other]) => one - other).map(([, bytes]) => bytes)
  return { entries: ordered.slice(0, filter.limit), hasMore: ordered.length > filter.limit }
}

function conditionsOf(
  { accountIds: asked }: ActivityFilter,
  either: { readonly memberId: string; readonly accountIds: readonly string[] } | undefined,
): readonly Condition[] {
  if (either === undefined) return asked === undefined ? [(row) => row.lit(true)] : among(asked)
  const { memberId, accountIds: own } = either
  const isTheirs: Condition = (row) => row('member_id', '=', memberId)
  if (asked === undefined) return [isTheirs, ...among(own)]
  const both = new Set(own)
  const theirsToo = among(asked).map<Condition>(
    (condition) => (row) => row.and([condition(row), isTheirs(row)]),
  )
  return [...theirsToo, ...among(asked.filter((id) => both.has(id)))]
}

function among(accountIds: readonly string[]): readonly Condition[] {
  return [...chunksOf(accountIds, 5000)].map((chunk) => (row) => row('account_id', 'in', chunk))
}

function look(tx: Tx, workspaceId: string, filter: ActivityFilter, condition: Condition) {
  const { until, memberId, event, after, before } = filter
  let query = tx
    .selectFrom('activity')
    .select(['sequence', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('sequence', '>=', filter.from ?? 1)
    .where(condition)
  if (until !== undefined) query = query.where('sequence', '<=', until)
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  if (event !== undefined) query = query.where('event', '=', event)
  if (after !== undefined) query = query.where('time', '>=', after)
  if (before !== undefined) query = query.where('time', '<', before)
  return query
    .orderBy('sequence')
    .limit(filter.limit + 1)
    .execute()
}
