import { LIMITS } from '@keyward/protocol'
import type { Tx } from '../../database.ts'
import type { DealsPage, DealStore } from '../../ports/deals.ts'
import { unknownWorkspace } from '../unknown.ts'

type Asked = Parameters<DealStore['pull']>[0]

export async function pullDeals(tx: Tx, asked: Asked): Promise<DealsPage> {
  const { since, limit } = asked
  const newest = await revisionOf(tx, asked.workspaceId)
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

async function revisionOf(tx: Tx, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('workspaces')
    .select('revision')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (row === undefined) throw unknownWorkspace()
  return row.revision
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
    .orderBy('grants.account_id')
    .execute()
  const pools = await tx
    .selectFrom('deals')
    .select((row) => [
      'account_id',
      row.fn.sum<number>(row('count', '-', row.ref('next'))).as('left'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('ended', 'is', null)
    .where('count', '>', 0)
    .groupBy('account_id')
    .execute()
  const left = new Map(pools.map((row) => [row.account_id, Number(row.left)]))
  return rows.map((row) => ({
    accountId: row.account_id,
    terms: row.statement,
    signInsUsed: row.sign_ins_used ?? 0,
    left: left.get(row.account_id) ?? null,
  }))
}
