import { LIFETIMES } from '@keyward/protocol'
import type { Write } from '../database.ts'
import { appendActivity } from './activity/append.ts'
import { dayOf } from './deals/dealing.ts'
import { endReplaced } from './deals/end.ts'
import { forgetEnded } from './deals/forget.ts'
import { nextRevision } from './revision.ts'

/** Accounts whose bytes go in one sweep, so that none takes long. */
const PURGED = 200

/** Removes what has run out. */
export async function sweep(write: Write, now: number): Promise<void> {
  const { tx } = write
  await tx.deleteFrom('once_values').where('expires_at', '<=', now).execute()
  const rows = await tx.selectFrom('workspaces').select('workspace_id').execute()
  for (const { workspace_id: workspaceId } of rows) {
    await sweepSessions(write, workspaceId, now)
    await sweepShortLived(write, workspaceId, now)
    await endReplaced(write, workspaceId, now)
    await forgetEnded(write, workspaceId, now)
    await purge(write, workspaceId, now)
  }
}

async function sweepSessions(write: Write, workspaceId: string, now: number): Promise<void> {
  const { tx, tell } = write
  const ended = await tx
    .deleteFrom('sessions')
    .where('workspace_id', '=', workspaceId)
    .where((row) =>
      row.or([
        row('expires_at', '<=', now),
        row('last_used_at', '<=', now - LIFETIMES.sessionIdle),
      ]),
    )
    .returning(['member_id', 'device_id'])
    .execute()
  if (ended.length === 0) return
  const drafts = ended.map(({ member_id: memberId, device_id: deviceId }) => ({
    time: now,
    memberId: null,
    deviceId: null,
    event: 'session-ended' as const,
    subject: { memberId, deviceId, reason: 'expired' as const },
  }))
  await appendActivity(tx, workspaceId, drafts)
  for (const memberId of new Set(ended.map((row) => row.member_id))) {
    tell({ workspaceId, memberId, kind: 'session' })
  }
}

async function sweepShortLived({ tx }: Write, workspaceId: string, now: number): Promise<void> {
  for (const table of ['reservations', 'idempotency'] as const) {
    await tx
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('until', '<=', now)
      .execute()
  }
  for (const table of ['approvals', 'sign_in_approvals'] as const) {
    await tx
      .deleteFrom(table)
      .where('workspace_id', '=', workspaceId)
      .where('expires_at', '<=', now)
      .execute()
  }
  await tx
    .deleteFrom('reports')
    .where('workspace_id', '=', workspaceId)
    .where('closed_at', '<=', now - LIFETIMES.closedReport)
    .execute()
  await tx
    .deleteFrom('approval_windows')
    .where('workspace_id', '=', workspaceId)
    .where('closes_at', '<=', now)
    .execute()
  await tx
    .deleteFrom('share_requests')
    .where('workspace_id', '=', workspaceId)
    .where('asked_at', '<=', now - LIFETIMES.shareRequest)
    .execute()
  await tx
    .deleteFrom('deal_uses')
    .where('workspace_id', '=', workspaceId)
    .where('day', '<=', dayOf(now - LIFETIMES.dealUse))
    .execute()
  // One that was answered in time stays until somebody admits or refuses who answered.
  await tx
    .deleteFrom('invitations')
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '<=', now)
    .where('member_id', 'is', null)
    .execute()
}

/** The sealed bytes of accounts that can't be restored any more. */
async function purge(write: Write, workspaceId: string, now: number): Promise<void> {
  const { tx } = write
  const rows = await tx
    .selectFrom('accounts')
    .select('account_id')
    .where('workspace_id', '=', workspaceId)
    .where('is_purged', '=', 0)
    .where('deleted_at', '<=', now - LIFETIMES.undo)
    .limit(PURGED)
    .execute()
  for (const { account_id: accountId } of rows) {
    const revision = await nextRevision(write, workspaceId)
    await tx
      .deleteFrom('compartments')
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .execute()
    await tx
      .updateTable('accounts')
      .set({ is_purged: 1, revision, profile_size: 0, secrets_size: 0 })
      .where('workspace_id', '=', workspaceId)
      .where('account_id', '=', accountId)
      .execute()
  }
}
