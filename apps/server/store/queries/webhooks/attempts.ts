import type { Updateable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { WebhookRow } from '../../ports/webhooks.ts'
import type { WebhookTable } from '../../schema.ts'
import { appendActivity } from '../activity/append.ts'

/** @returns false when another process was faster */
export async function takeWebhook(tx: Tx, webhook: WebhookRow, until: number): Promise<boolean> {
  const { workspaceId, webhookId, nextAttemptAt, nextSequence } = webhook
  const taken = await tx
    .updateTable('webhooks')
    .set({ next_attempt_at: until })
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .where('next_attempt_at', '=', nextAttemptAt)
    .where('next_sequence', '=', nextSequence)
    .returning('webhook_id')
    .execute()
  return taken.length > 0
}

export function noteDelivered(
  tx: Tx,
  webhook: WebhookRow,
  status: string,
  now: number,
  until: number,
): Promise<void> {
  return update(tx, webhook, {
    next_sequence: webhook.nextSequence + 1,
    delivered_at: now,
    failures: 0,
    failing_since: null,
    last_status: status,
    next_attempt_at: until,
  })
}

export function releaseWebhook(tx: Tx, webhook: WebhookRow): Promise<void> {
  return update(tx, webhook, { next_attempt_at: 0 })
}

export async function noteFailed(
  tx: Tx,
  webhook: WebhookRow,
  status: string,
  now: number,
  { at, activity }: { readonly at: number; readonly activity?: readonly ActivityDraft[] },
): Promise<void> {
  await update(tx, webhook, {
    failures: webhook.failures + 1,
    failing_since: webhook.failingSince ?? now,
    last_status: status,
    next_attempt_at: at,
    disabled_at: activity === undefined ? null : now,
  })
  if (activity !== undefined) await appendActivity(tx, webhook.workspaceId, activity)
}

export async function restartWebhook(
  tx: Tx,
  workspaceId: string,
  webhookId: string,
): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set({ failures: 0, failing_since: null, next_attempt_at: 0, disabled_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .execute()
}

/** Changes it where it still stands at the entry that was sent. */
async function update(
  tx: Tx,
  { workspaceId, webhookId, nextSequence }: WebhookRow,
  change: Updateable<WebhookTable>,
): Promise<void> {
  await tx
    .updateTable('webhooks')
    .set(change)
    .where('workspace_id', '=', workspaceId)
    .where('webhook_id', '=', webhookId)
    .where('next_sequence', '=', nextSequence)
    .execute()
}
