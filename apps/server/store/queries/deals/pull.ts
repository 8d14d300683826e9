import { LIMITS } from '@keyward/protocol'
import type { Tx } from '../../database.ts'
import type { DealsPage, DealStore } from '../../ports/deals.ts'
import { StoreError } from '../../store.ts'
import { unknownWorkspace } from '../unknown.ts'

type Asked = Parameters<DealStore['pull']>[0]

export async function pullDeals(tx: Tx, asked: Asked): Promise<DealsPage> {
  const { since, begunAt = since, limit } = asked
  const { revision: newest, deals_forgotten: forgotten } = await readWorkspace(
    tx,
    asked.workspaceId,
  )
  if (begunAt > 0 && begunAt < (forgotten ?? 0))
    throw new StoreError('start_again', 'Deals that ended since then were forgotten: start from 0.')
  const rows = await readDeals(tx, asked)
  const end = endOf(rows, limit) ?? newest
  const page = rows.filter(({ revision }) => revision <= end)
  return {
    revision: end,
    hasMore: end < newest,
    deals: page.flatMap(({ bytes, for_device: forDevice }) =>
      bytes === null || forDevice === null ? [] : [{ bytes, forDevice }],
    ),
    dead: since === 0 ? [] : page.filter((row) => row.ended !== null).map((row) => row.deal_id),
    grants: await grantsOf(tx, asked),
  }
}

async function readWorkspace(tx: Tx, workspaceId: string) {
  const row = await tx
    .selectFrom('workspaces')
    .select(['revision', 'deals_forgotten'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  return row
}

function readDeals(tx: Tx, { workspaceId, deviceId, since, limit }: Asked) {
  let query = tx
    .selectFrom('deals')
    .select(['deal_id', 'revision', 'ended', 'bytes', 'for_device'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('revision', '>', since)
  if (since === 0) query = query.where('ended', 'is', null)
  return query
    .orderBy('revision')
    .limit(limit + 1)
    .execute()
}

/** Before the revision of the first row that does not fit: rows of one revision stay together. */
function endOf(
  rows: readonly { readonly revision: number; readonly for_device: Uint8Array | null }[],
  limit: number,
): number | undefined {
  let left: number = LIMITS.pageBytes
  const first = rows[0]?.revision
  for (const [index, row] of rows.entries()) {
    left -= row.for_device?.length ?? 0
    if ((index === limit || left < 0) && row.revision !== first) return row.revision - 1
  }
  return undefined
}

async function grantsOf(
  tx: Tx,
  { workspaceId, memberId, deviceId }: Asked,
): Promise<DealsPage['grants']> {
  const rows = await tx
    .selectFrom('grants')
    .leftJoin('terms', (join) =>
      join
        .onRef('terms.workspace_id', '=', 'grants.workspace_id')
        .onRef('terms.account_id', '=', 'grants.account_id')
        .onRef('terms.member_id', '=', 'grants.grantee_id'),
    )
    .select(['grants.account_id', 'terms.statement', 'terms.sign_ins_used'])
    .where('grants.workspace_id', '=', workspaceId)
    .where('grants.grantee_id', '=', memberId)
    .where('grants.role', '!=', 'owner')
    .execute()
  const pools = await tx
    .selectFrom('deals')
    .select(['account_id', 'count', 'next'])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('ended', 'is', null)
    .where('count', '>', 0)
    .execute()
  const left = new Map<string, number>()
  for (const { account_id: accountId, count, next } of pools)
    left.set(accountId, (left.get(accountId) ?? 0) + count - next)
  // Put in order here: where the query did, SQLite would go through all of the workspace's in order.
  const ordered = rows.toSorted((a, b) => (a.account_id < b.account_id ? -1 : 1))
  return ordered.map((row) => ({
    accountId: row.account_id,
    terms: row.statement,
    signInsUsed: row.sign_ins_used ?? 0,
    left: left.get(row.account_id) ?? null,
  }))
}
