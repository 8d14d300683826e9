import type { Selectable } from 'kysely'
import type { SignInApprovalRow } from '../../ports/deals.ts'
import type { Schema } from '../../schema.ts'

export function toApproval(row: Selectable<Schema['sign_in_approvals']>): SignInApprovalRow {
  return {
    approvalId: row.approval_id,
    accountId: row.account_id,
    dealId: row.deal_id,
    memberId: row.member_id,
    deviceId: row.device_id,
    binding: row.binding,
    authenticatorData: row.authenticator_data,
    clientDataHash: row.client_data_hash,
    expiresAt: row.expires_at,
    state: row.state,
    statement: row.statement,
  }
}
