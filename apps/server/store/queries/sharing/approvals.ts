import { LIMITS } from '@keyward/protocol'
import type { Tx, Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { SignInApprovalRow } from '../../ports/deals.ts'
import type { SharingStore, Viewer } from '../../ports/sharing.ts'
import { StoreError } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { chunksOf } from '../chunks.ts'
import { toApproval } from './approval-row.ts'

type Asked = Parameters<SharingStore['ask']>[0]
type Answer = Parameters<SharingStore['answer']>[0]

export async function askApproval(
  write: Write,
  approval: Asked,
  activity: readonly ActivityDraft[],
  now: number,
): Promise<{ readonly expiresAt: number }> {
  const { workspaceId, approvalId, deviceId } = approval
  const known = await read(write.tx, workspaceId, approvalId)
  if (known !== undefined) {
    if (known.device_id === deviceId) return { expiresAt: known.expires_at }
    throw refused('approval.id-reused', 'An approval with this id exists.')
  }
  await checkRoom(write.tx, approval, now)
  await insert(write.tx, approval)
  await appendActivity(write.tx, workspaceId, activity)
  for (const { memberId } of approval.bodies)
    write.tell({ workspaceId, memberId, kind: 'sign-in-approval' })
  return { expiresAt: approval.expiresAt }
}

async function insert(tx: Tx, approval: Asked): Promise<void> {
  const { workspaceId: workspace_id, approvalId: approval_id } = approval
  await tx
    .insertInto('sign_in_approvals')
    .values({
      workspace_id,
      approval_id,
      account_id: approval.accountId,
      deal_id: approval.dealId,
      member_id: approval.memberId,
      device_id: approval.deviceId,
      binding: approval.binding,
      authenticator_data: approval.authenticatorData,
      client_data_hash: approval.clientDataHash,
      expires_at: approval.expiresAt,
      state: 'open',
      statement: null,
    })
    .execute()
  for (const chunk of chunksOf(approval.bodies, 200)) {
    await tx
      .insertInto('sign_in_approval_bodies')
      .values(
        chunk.map(({ memberId, body }) => ({
          workspace_id,
          approval_id,
          member_id: memberId,
          body,
        })),
      )
      .execute()
  }
}

async function checkRoom(tx: Tx, { workspaceId, deviceId }: Asked, now: number): Promise<void> {
  const { open } = await tx
    .selectFrom('sign_in_approvals')
    .select((row) => row.fn.countAll<number>().as('open'))
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  if (open >= LIMITS.openRequests)
    throw refused('approval.too-many', 'Many sign-ins of this device wait for approval.')
}

function read(tx: Tx, workspaceId: string, approvalId: string) {
  return tx
    .selectFrom('sign_in_approvals')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('approval_id', '=', approvalId)
    .executeTakeFirst()
}

export async function approvalsFor(
  tx: Tx,
  { workspaceId, memberId, deviceId }: Viewer & { readonly deviceId: string },
  now: number,
): ReturnType<SharingStore['approvals']> {
  const asked = await sealedTo(tx, { workspaceId, memberId }, now).execute()
  const mine = await tx
    .selectFrom('sign_in_approvals')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .orderBy('expires_at')
    .execute()
  return {
    asked: asked.map((row) => Object.assign(toApproval(row), { body: row.body })),
    mine: mine.map(toApproval),
  }
}

/** Open ones. */
function sealedTo(tx: Tx, { workspaceId, memberId }: Viewer, now: number) {
  return tx
    .selectFrom('sign_in_approval_bodies as sealed')
    .innerJoin('sign_in_approvals as approval', (join) =>
      join
        .onRef('approval.workspace_id', '=', 'sealed.workspace_id')
        .onRef('approval.approval_id', '=', 'sealed.approval_id'),
    )
    .selectAll('approval')
    .select('sealed.body')
    .where('sealed.workspace_id', '=', workspaceId)
    .where('sealed.member_id', '=', memberId)
    .where('approval.state', '=', 'open')
    .where('approval.expires_at', '>', now)
    .orderBy('approval.expires_at')
}

export async function approvalFor(
  tx: Tx,
  viewer: Viewer,
  approvalId: string,
  now: number,
): Promise<SignInApprovalRow | undefined> {
  const row = await sealedTo(tx, viewer, now)
    .where('approval.approval_id', '=', approvalId)
    .executeTakeFirst()
  return row && toApproval(row)
}

export async function answerApproval(
  write: Write,
  { workspaceId, approvalId, isApproved, statement }: Answer,
  activity: readonly ActivityDraft[],
  now: number,
): Promise<void> {
  const row = await write.tx
    .updateTable('sign_in_approvals')
    .set({ state: isApproved ? 'approved' : 'declined', statement })
    .where('workspace_id', '=', workspaceId)
    .where('approval_id', '=', approvalId)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .returning('member_id')
    .executeTakeFirst()
  if (row === undefined)
    throw new StoreError('approval_unknown', 'There is no such approval, or it has expired.')
  await appendActivity(write.tx, workspaceId, activity)
  // Whoever else was asked sees that it was answered, too.
  write.tell({ workspaceId, kind: 'sign-in-approval' })
}

function refused(rule: string, message: string): StoreError {
  return new StoreError('object_refused', message, { rule })
}
