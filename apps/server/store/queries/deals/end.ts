import { LIFETIMES } from '@keyward/protocol'
import type { Tx, Write } from '../../database.ts'
import type { DealEnd } from '../../ports/deals.ts'
import { chunksOf } from '../chunks.ts'
import { nextRevision } from '../revision.ts'

/** Whose deals; what is not given may be any. */
interface Which {
  readonly accountId?: string
  readonly memberId?: string
  readonly deviceId?: string
}

/**
 * Ends live deals, in the database and in the ledger. The ledger keeps that at once: when the
 * transaction fails after that, they are of no use, and owners' devices make new ones.
 */
async function revokeDeals(
  write: Write,
  workspaceId: string,
  { accountId, memberId, deviceId }: Which,
): Promise<void> {
  let query = write.tx
    .selectFrom('deals')
    .select('deal_id')
    .where('workspace_id', '=', workspaceId)
    .where('ended', 'is', null)
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  if (memberId !== undefined) query = query.where('member_id', '=', memberId)
  if (deviceId !== undefined) query = query.where('device_id', '=', deviceId)
  const dealIds = (await query.execute()).map((row) => row.deal_id)
  if (dealIds.length === 0) return
  await markEnded(write, workspaceId, dealIds, 'revoked')
  await write.ledger.erase(dealIds)
}

/** In the database alone: nothing is left of them but that they were. */
export async function markEnded(
  write: Write,
  workspaceId: string,
  dealIds: readonly string[],
  why: DealEnd,
): Promise<void> {
  if (dealIds.length === 0) return
  const revision = await nextRevision(write, workspaceId)
  for (const chunk of chunksOf(dealIds, 1000)) {
    await write.tx
      .updateTable('deals')
      .set({ ended: why, revision, bytes: null, for_signer: null, for_device: null })
      .where('workspace_id', '=', workspaceId)
      .where('deal_id', 'in', chunk)
      .execute()
  }
}

/** All that came with a grant goes with it: its deals, its terms, its open windows. */
export async function endGrants(
  write: Write,
  workspaceId: string,
  accountId: string,
  memberIds: readonly string[],
): Promise<void> {
  for (const memberId of memberIds) {
    await revokeDeals(write, workspaceId, { accountId, memberId })
    await forgetGrant(write.tx, workspaceId, { accountId, memberId })
  }
}

/** Everything of a member who is removed. */
export async function endMember(
  write: Write,
  workspaceId: string,
  memberId: string,
): Promise<void> {
  await revokeDeals(write, workspaceId, { memberId })
  await forgetGrant(write.tx, workspaceId, { memberId })
  await write.tx
    .deleteFrom('deal_keys')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute()
}

export async function endDevice(
  write: Write,
  workspaceId: string,
  deviceId: string,
): Promise<void> {
  await revokeDeals(write, workspaceId, { deviceId })
  await write.tx
    .deleteFrom('deal_keys')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .execute()
}

async function forgetGrant(
  tx: Tx,
  workspaceId: string,
  { accountId, memberId }: { readonly accountId?: string; readonly memberId: string },
): Promise<void> {
  for (const table of ['terms', 'approval_windows'] as const) {
    let query = tx
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
    if (accountId !== undefined) query = query.where('account_id', '=', accountId)
    await query.execute()
  }
}

/** Deals that were replaced a day ago, whether or not the newer ones were used. */
export async function endReplaced(write: Write, workspaceId: string, now: number): Promise<void> {
  const rows = await write.tx
    .selectFrom('deals')
    .select('deal_id')
    .where('workspace_id', '=', workspaceId)
    .where('ended', 'is', null)
    .where('replaced_at', '<=', now - LIFETIMES.replacedDeal)
    .execute()
  if (rows.length === 0) return
  const dealIds = rows.map((row) => row.deal_id)
  await markEnded(write, workspaceId, dealIds, 'replaced')
  await write.ledger.erase(dealIds)
}
