import { LIFETIMES } from '@keyward/protocol'
import type { Tx } from '../../database.ts'
import type { DealingRow, DealStore } from '../../ports/deals.ts'
import { chunksOf } from '../chunks.ts'

type Asked = Parameters<DealStore['dealing']>[0]

/** Accounts asked for at once, so that no statement takes too many parameters. */
const AT_ONCE = 500

export async function dealingFor(tx: Tx, asked: Asked): ReturnType<DealStore['dealing']> {
  const ids = await sharedAccounts(tx, asked)
  const accountIds = ids.slice(0, asked.limit)
  const rows: DealingRow[] = []
  for (const chunk of chunksOf(accountIds, AT_ONCE))
    rows.push(...(await readRows(tx, asked, chunk)))
  return { rows, hasMore: ids.length > asked.limit }
}

async function sharedAccounts(
  tx: Tx,
  { workspaceId, memberId, after, limit }: Asked,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('grants as own')
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.workspace_id', '=', 'own.workspace_id')
        .onRef('account.account_id', '=', 'own.account_id'),
    )
    .select('own.account_id')
    .where('own.workspace_id', '=', workspaceId)
    .where('own.grantee_id', '=', memberId)
    .where('own.role', '=', 'owner')
    .where('own.account_id', '>', after)
    .where('account.deleted_at', 'is', null)
    .where((row) =>
      row.or([
        row.exists(
          row
            .selectFrom('grants as other')
            .select('other.grantee_id')
            .whereRef('other.workspace_id', '=', 'own.workspace_id')
            .whereRef('other.account_id', '=', 'own.account_id')
            .where('other.role', '!=', 'owner'),
        ),
        row.exists(
          row
            .selectFrom('terms')
            .select('terms.member_id')
            .whereRef('terms.workspace_id', '=', 'own.workspace_id')
            .whereRef('terms.account_id', '=', 'own.account_id'),
        ),
      ]),
    )
    .orderBy('own.account_id')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => row.account_id)
}

async function readRows(
  tx: Tx,
  { workspaceId, now }: Asked,
  accountIds: readonly string[],
): Promise<readonly DealingRow[]> {
  const of = { workspaceId, accountIds }
  const grantees = await readGrantees(tx, of)
  const deals = await readDeals(tx, of)
  const uses = await readUses(tx, of, now)
  const terms = await readTerms(tx, of)
  return accountIds.map((accountId) => {
    const isOfAccount = (row: { readonly account_id: string }): boolean =>
      row.account_id === accountId
    return {
      accountId,
      grantees: grantees.filter(isOfAccount).map((row) => row.grantee_id),
      deals: deals.filter(isOfAccount).map((row) => ({
        dealId: row.deal_id,
        memberId: row.member_id,
        deviceId: row.device_id,
        publicKeyHash: row.public_key_hash,
        algorithm: row.algorithm,
        count: row.count,
        left: row.algorithm === 'ES256' ? row.count - row.next : null,
        replaces: deals.some((one) => one.deal_id === row.replaces) ? row.replaces : null,
        used28Days: uses.get(useKey(row)) ?? 0,
      })),
      terms: terms.filter(isOfAccount).map((row) => ({
        memberId: row.member_id,
        statement: row.statement,
        signInsUsed: row.sign_ins_used,
      })),
    }
  })
}

interface Of {
  readonly workspaceId: string
  readonly accountIds: readonly string[]
}

function readGrantees(tx: Tx, { workspaceId, accountIds }: Of) {
  return tx
    .selectFrom('grants')
    .select(['account_id', 'grantee_id'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', accountIds)
    .where('role', '!=', 'owner')
    .orderBy('grantee_id')
    .execute()
}

function readDeals(tx: Tx, { workspaceId, accountIds }: Of) {
  return tx
    .selectFrom('deals')
    .select([
      'account_id',
      'deal_id',
      'member_id',
      'device_id',
      'public_key_hash',
      'algorithm',
      'count',
      'next',
      'replaces',
    ])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', accountIds)
    .where('ended', 'is', null)
    .orderBy('revision')
    .execute()
}

function readTerms(tx: Tx, { workspaceId, accountIds }: Of) {
  return tx
    .selectFrom('terms')
    .select(['account_id', 'member_id', 'statement', 'sign_ins_used'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', accountIds)
    .orderBy('member_id')
    .execute()
}

async function readUses(
  tx: Tx,
  { workspaceId, accountIds }: Of,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('deal_uses')
    .select(['account_id', 'device_id', 'public_key_hash', 'count'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', 'in', accountIds)
    .where('day', '>', dayOf(now - LIFETIMES.dealUse))
    .execute()
  const sums = new Map<string, number>()
  for (const row of rows) sums.set(useKey(row), (sums.get(useKey(row)) ?? 0) + row.count)
  return sums
}

function useKey(row: {
  readonly account_id: string
  readonly device_id: string
  readonly public_key_hash: Uint8Array
}): string {
  return `${row.account_id}/${row.device_id}/${row.public_key_hash.join()}`
}

/** Days since 1970. */
export function dayOf(time: number): number {
  return Math.floor(time / 86_400_000)
}
