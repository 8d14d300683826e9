import type { Tx, Write } from '../../database.ts'
import type { DealOutcome, NewDeal } from '../../ports/deals.ts'
import type { WriteOnce } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { onceOnly } from '../once.ts'
import { nextRevision } from '../revision.ts'
import { markEnded } from './end.ts'

interface Inserted {
  readonly dealId: string
  readonly outcome: DealOutcome
  // What is kept for a repeated request is JSON.
  readonly [name: string]: string
}

export function insertDeals(
  write: Write,
  workspaceId: string,
  deals: readonly NewDeal[],
  once: WriteOnce,
): Promise<readonly Inserted[]> {
  return onceOnly(write.tx, workspaceId, once, async () => {
    const inserted: Inserted[] = []
    for (const deal of deals) {
      const outcome = await insertOne(write, deal, once.now)
      inserted.push({ dealId: deal.dealId, outcome })
    }
    const drafts = deals.flatMap((deal, at) =>
      inserted[at]?.outcome === 'accepted' ? deal.activity : [],
    )
    await appendActivity(write.tx, workspaceId, drafts)
    return inserted
  })
}

async function insertOne(write: Write, deal: NewDeal, now: number): Promise<DealOutcome> {
  const { tx, ledger } = write
  if (await isKnown(tx, deal)) return 'known'
  if (!(await hasGrant(tx, deal))) return 'no-grant'
  const live = await liveDeals(tx, deal)
  const newest = live.find((one) => one.replaced_at === null)
  if ((newest?.deal_id ?? null) !== deal.replaces) return 'stale'
  const { dealId, signerId, hash: dealHash } = deal
  const [isNew] = await ledger.accept([{ dealId, signerId, dealHash }])
  if (isNew !== true) return 'known'
  const older = live.filter((one) => one !== newest).map((one) => one.deal_id)
  await markEnded(write, deal.workspaceId, older, 'replaced')
  await ledger.erase(older)
  if (newest !== undefined) {
    await tx
      .updateTable('deals')
      .set({ replaced_at: now })
      .where('workspace_id', '=', deal.workspaceId)
      .where('deal_id', '=', newest.deal_id)
      .execute()
  }
  const revision = await nextRevision(write, deal.workspaceId)
  await tx
    .insertInto('deals')
    .values({
      workspace_id: deal.workspaceId,
      deal_id: deal.dealId,
      account_id: deal.accountId,
      member_id: deal.memberId,
      device_id: deal.deviceId,
      public_key_hash: deal.publicKeyHash,
      algorithm: deal.algorithm,
      count: deal.count,
      next: 0,
      signer_id: deal.signerId,
      hash: deal.hash,
      bytes: deal.bytes,
      for_signer: deal.forSigner,
      for_device: deal.forDevice,
      replaces: deal.replaces,
      replaced_at: null,
      revision,
      ended: null,
    })
    .execute()
  return 'accepted'
}

async function isKnown(tx: Tx, { workspaceId, dealId }: NewDeal): Promise<boolean> {
  const row = await tx
    .selectFrom('deals')
    .select('deal_id')
    .where('workspace_id', '=', workspaceId)
    .where('deal_id', '=', dealId)
    .executeTakeFirst()
  return row !== undefined
}

async function hasGrant(tx: Tx, { workspaceId, accountId, memberId }: NewDeal): Promise<boolean> {
  const row = await tx
    .selectFrom('grants')
    .innerJoin('members', (join) =>
      join
        .onRef('members.workspace_id', '=', 'grants.workspace_id')
        .onRef('members.member_id', '=', 'grants.grantee_id'),
    )
    .select('grants.role')
    .where('grants.workspace_id', '=', workspaceId)
    .where('grants.account_id', '=', accountId)
    .where('grants.grantee_id', '=', memberId)
    .where('members.status', '=', 'admitted')
    .executeTakeFirst()
  return row !== undefined && row.role !== 'owner'
}

/** Of the same device and passkey. */
function liveDeals(tx: Tx, { workspaceId, accountId, deviceId, publicKeyHash }: NewDeal) {
  return tx
    .selectFrom('deals')
    .select(['deal_id', 'replaced_at'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .where('ended', 'is', null)
    .where('device_id', '=', deviceId)
    .where('public_key_hash', '=', publicKeyHash)
    .execute()
}
