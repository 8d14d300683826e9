import type { Tx, Write } from '../database.ts'
import type { ApprovalStore } from '../ports/approvals.ts'
import { StoreError } from '../store.ts'

interface Place {
  readonly workspaceId: string
  readonly memberId: string
  readonly approvalId: string
}

type Opened = Parameters<ApprovalStore['open']>[0]
type Message = Parameters<ApprovalStore['add']>[3]

/** Opening one again changes nothing. */
export async function openApproval({ tx, tell }: Write, approval: Opened): Promise<void> {
  const { workspaceId, memberId } = approval
  await tx
    .insertInto('approvals')
    .values({
      workspace_id: workspaceId,
      member_id: memberId,
      approval_id: approval.approvalId,
      device_id: approval.deviceId,
      expires_at: approval.expiresAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  tell({ workspaceId, memberId, kind: 'approval' })
}

export async function listApprovals(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  now: number,
): ReturnType<ApprovalStore['list']> {
  const rows = await tx
    .selectFrom('approvals')
    .select((approval) => [
      'approval_id',
      'device_id',
      'expires_at',
      approval
        .selectFrom('approval_messages as message')
        .whereRef('message.workspace_id', '=', 'approvals.workspace_id')
        .whereRef('message.member_id', '=', 'approvals.member_id')
        .whereRef('message.approval_id', '=', 'approvals.approval_id')
        .select((message) => message.fn.countAll<number>().as('count'))
        .as('messages'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .orderBy('approval_id')
    .execute()
  return rows.map((row) => ({
    approvalId: row.approval_id,
    openedBy: row.device_id,
    expiresAt: row.expires_at,
    messages: row.messages ?? 0,
  }))
}

export async function addMessage(
  { tx, tell }: Write,
  place: Place,
  { index, deviceId, body }: Message,
  now: number,
): Promise<void> {
  const { workspaceId, memberId, approvalId } = place
  const there = await messagesOf(tx, place, 0, now)
  if (index !== there.length) {
    throw new StoreError(
      'approval_order',
      'A message with this number is there already, or one before it is missing.',
    )
  }
  await tx
    .insertInto('approval_messages')
    .values({
      workspace_id: workspaceId,
      member_id: memberId,
      approval_id: approvalId,
      place: index,
      device_id: deviceId,
      body,
    })
    .execute()
  tell({ workspaceId, memberId, kind: 'approval' })
}

export async function messagesOf(
  tx: Tx,
  { workspaceId, memberId, approvalId }: Place,
  from: number,
  now: number,
): ReturnType<ApprovalStore['messages']> {
  const approval = await tx
    .selectFrom('approvals')
    .select('expires_at')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('approval_id', '=', approvalId)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (approval === undefined) {
    throw new StoreError('approval_unknown', 'There is no such approval, or it has expired.')
  }
  const rows = await tx
    .selectFrom('approval_messages')
    .select(['place', 'device_id', 'body'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('approval_id', '=', approvalId)
    .where('place', '>=', from)
    .orderBy('place')
    .execute()
  return rows.map((row) => ({ index: row.place, deviceId: row.device_id, body: row.body }))
}
