import type { Write } from '../../database.ts'
import { askWithin, prepared } from '../../prepared.ts'
import type { CosignUse, Judged } from '../../ports/deals.ts'
import type { LedgerOutcome } from '../../ports/ledger.ts'
import { appendActivity } from '../activity/append.ts'
import { byWorkspace } from './by-workspace.ts'
import { dayOf } from './dealing.ts'
import { markEnded } from './end.ts'
import { dealFacts, type UsedDeal } from './facts.ts'

/** What came of one use: `deferred` when another of the same grant has to come first. */
export type Answered =
  | { readonly outcome: LedgerOutcome | 'deferred' }
  | { readonly refusal: unknown }

interface Checked extends Judged {
  readonly at: number
  readonly use: CosignUse
  readonly deal: UsedDeal
}

/**
 * Several uses in one transaction: the entries of the log first, then the ledger, which has kept them
 * for good before the transaction of the database ends. A use that is refused changes nothing.
 */
export async function cosignAll(write: Write, uses: readonly CosignUse[]): Promise<Answered[]> {
  const answered: Answered[] = uses.map(() => ({ outcome: 'deferred' }))
  const checked: Checked[] = []
  const grants = new Set<string>()
  for (const [at, use] of uses.entries()) {
    const deal = await dealFacts(write.tx, use)
    if (deal === undefined) {
      answered[at] = { outcome: 'unknown' }
      continue
    }
    // Limits are counted by grant: the next use of it has to see what this one leaves.
    const grant = `${use.workspaceId}/${deal.facts.accountId}/${deal.facts.memberId}`
    if (grants.has(grant)) continue
    try {
      checked.push({ ...use.judge(deal.facts), at, use, deal })
      grants.add(grant)
    } catch (refusal) {
      answered[at] = { refusal }
    }
  }
  if (checked.length === 0) return answered
  const outcomes = await write.ledger.spend(checked.map(ledgerUse), async (found) => {
    const spent = checked.filter((_, at) => found[at] === 'spent')
    await log(write, spent)
    const ended: string[] = []
    for (const one of spent) ended.push(...(await keep(write, one)))
    return ended
  })
  for (const [index, { at }] of checked.entries())
    answered[at] = { outcome: outcomes[index] ?? 'unknown' }
  return answered
}

function ledgerUse({ use, deal: { facts } }: Checked) {
  const { dealId, signerId, hash: dealHash, next: known } = facts
  return { dealId, signerId, dealHash, index: use.index, known }
}

async function log({ tx }: Write, spent: readonly Checked[]): Promise<void> {
  for (const [workspaceId, of] of byWorkspace(spent, ({ use }) => use.workspaceId)) {
    await appendActivity(
      tx,
      workspaceId,
      of.map(({ entry }) => entry),
    )
  }
}

/** Which deal it is, and of whose grant. */
interface OfDeal {
  readonly workspaceId: string
  readonly accountId: string
  readonly memberId: string
  readonly dealId: string
}

const COUNT_SIGN_IN = prepared<OfDeal>()((tx, at) =>
  tx
    .updateTable('terms')
    .set((row) => ({ sign_ins_used: row('sign_ins_used', '+', 1) }))
    .where('workspace_id', '=', at.workspaceId)
    .where('account_id', '=', at.accountId)
    .where('member_id', '=', at.memberId),
)

const SET_NEXT = prepared<OfDeal & { readonly next: number }>()((tx, at) =>
  tx
    .updateTable('deals')
    .set({ next: at.next })
    .where('workspace_id', '=', at.workspaceId)
    .where('deal_id', '=', at.dealId),
)

interface UseOfDay {
  readonly workspaceId: string
  readonly accountId: string
  readonly deviceId: string
  readonly publicKeyHash: Uint8Array
  readonly day: number
}

const COUNT_USE = prepared<UseOfDay>()((tx, at) =>
  tx
    .insertInto('deal_uses')
    .values({
      workspace_id: at.workspaceId,
      account_id: at.accountId,
      device_id: at.deviceId,
      public_key_hash: at.publicKeyHash,
      day: at.day,
      count: 1,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'account_id', 'device_id', 'public_key_hash', 'day'])
        .doUpdateSet((row) => ({ count: row('deal_uses.count', '+', 1) })),
    ),
)

/** Counts the use. Returns the deals that end with it: the one that this one was made to replace. */
async function keep(write: Write, checked: Checked): Promise<readonly string[]> {
  const { use, deal, isApprovalUsed } = checked
  const { workspaceId } = use
  const { accountId, memberId, dealId } = deal.facts
  const of = { workspaceId, accountId, memberId, dealId }
  await askWithin(write.tx, COUNT_SIGN_IN, of)
  if (use.index !== null) await askWithin(write.tx, SET_NEXT, { ...of, next: use.index + 1 })
  if (isApprovalUsed && use.approvalId !== null) {
    await write.tx
      .updateTable('sign_in_approvals')
      .set({ state: 'used' })
      .where('workspace_id', '=', workspaceId)
      .where('approval_id', '=', use.approvalId)
      .execute()
  }
  await countUse(write, checked)
  return endReplaced(write, workspaceId, deal)
}

async function countUse({ tx }: Write, { use, deal }: Checked): Promise<void> {
  await askWithin(tx, COUNT_USE, {
    workspaceId: use.workspaceId,
    accountId: deal.facts.accountId,
    deviceId: deal.facts.deviceId,
    publicKeyHash: deal.publicKeyHash,
    day: dayOf(use.now),
  })
}

async function endReplaced(
  write: Write,
  workspaceId: string,
  { replaces }: UsedDeal,
): Promise<readonly string[]> {
  if (replaces === null) return []
  const row = await write.tx
    .selectFrom('deals')
    .select('deal_id')
    .where('workspace_id', '=', workspaceId)
    .where('deal_id', '=', replaces)
    .where('ended', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return []
  await markEnded(write, workspaceId, [replaces], 'replaced')
  return [replaces]
}
