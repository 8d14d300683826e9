import type { Builder, Tx } from '../../database.ts'
import type { DealFacts, SignInApprovalRow } from '../../ports/deals.ts'
import { askWithin, prepared } from '../../prepared.ts'
import { toApproval } from '../sharing/approval-row.ts'

interface Asked {
  readonly workspaceId: string
  readonly dealId: string
  readonly approvalId: string | null
  readonly now: number
}

/** What else is needed when the deal is used. */
export interface UsedDeal {
  readonly facts: DealFacts
  readonly publicKeyHash: Uint8Array
  readonly replaces: string | null
}

/** A deal with all that says whether it may be used. */
const DEAL = prepared<Pick<Asked, 'workspaceId' | 'dealId' | 'now'>>()((tx, at) =>
  withGrant(tx)
    .select([
      'deal.deal_id',
      'deal.account_id',
      'deal.member_id',
      'deal.device_id',
      'deal.public_key_hash',
      'deal.signer_id',
      'deal.hash',
      'deal.bytes',
      'deal.for_signer',
      'deal.ended',
      'deal.replaces',
      'deal.replaced_at',
      'deal.next',
      'granted.role',
      'member.status',
      'account.deleted_at',
      'terms.statement',
      'terms.sign_ins_used',
    ])
    .select((deal) =>
      deal
        .selectFrom('approval_windows as window')
        .select((window) => window.fn.max('window.closes_at').as('until'))
        .whereRef('window.workspace_id', '=', 'deal.workspace_id')
        .whereRef('window.account_id', '=', 'deal.account_id')
        .whereRef('window.member_id', '=', 'deal.member_id')
        .where('window.opens_at', '<=', at.now)
        .where('window.closes_at', '>', at.now)
        .as('approved_until'),
    )
    .where('deal.workspace_id', '=', at.workspaceId)
    .where('deal.deal_id', '=', at.dealId),
)

export async function dealFacts(tx: Tx, asked: Asked): Promise<UsedDeal | undefined> {
  const [row] = await askWithin(tx, DEAL, asked)
  if (row === undefined) return undefined
  const facts = {
    workspaceId: asked.workspaceId,
    accountId: row.account_id,
    memberId: row.member_id,
    dealId: row.deal_id,
    deviceId: row.device_id,
    signerId: row.signer_id,
    hash: row.hash,
    bytes: row.bytes,
    forSigner: row.for_signer,
    ended: row.ended,
    replacedAt: row.replaced_at,
    next: row.next,
    role: row.status === 'admitted' ? row.role : null,
    isDeleted: row.deleted_at !== null,
    terms: row.statement,
    signInsUsed: row.sign_ins_used ?? 0,
    approvedUntil: row.approved_until,
    approval: await approvalOf(tx, asked),
  }
  return { facts, publicKeyHash: row.public_key_hash, replaces: row.replaces }
}

function withGrant(tx: Builder) {
  return tx
    .selectFrom('deals as deal')
    .leftJoin('grants as granted', (join) =>
      join
        .onRef('granted.workspace_id', '=', 'deal.workspace_id')
        .onRef('granted.account_id', '=', 'deal.account_id')
        .onRef('granted.grantee_id', '=', 'deal.member_id'),
    )
    .leftJoin('members as member', (join) =>
      join
        .onRef('member.workspace_id', '=', 'deal.workspace_id')
        .onRef('member.member_id', '=', 'deal.member_id'),
    )
    .leftJoin('accounts as account', (join) =>
      join
        .onRef('account.workspace_id', '=', 'deal.workspace_id')
        .onRef('account.account_id', '=', 'deal.account_id'),
    )
    .leftJoin('terms', (join) =>
      join
        .onRef('terms.workspace_id', '=', 'deal.workspace_id')
        .onRef('terms.account_id', '=', 'deal.account_id')
        .onRef('terms.member_id', '=', 'deal.member_id'),
    )
}

async function approvalOf(
  tx: Tx,
  { workspaceId, dealId, approvalId }: Asked,
): Promise<SignInApprovalRow | null> {
  if (approvalId === null) return null
  const row = await tx
    .selectFrom('sign_in_approvals')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('approval_id', '=', approvalId)
    .where('deal_id', '=', dealId)
    .executeTakeFirst()
  return row === undefined ? null : toApproval(row)
}
