import type { Selectable } from 'kysely'
import type { Tx } from '../../database.ts'
import type { WebhookRow } from '../../ports/webhooks.ts'
import type { WebhookTable } from '../../schema.ts'

export async function webhooksOf(tx: Tx, workspaceId: string): Promise<readonly WebhookRow[]> {
  const rows = await tx
    .selectFrom('webhooks')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('webhook_id')
    .execute()
  return rows.map(toWebhook)
}

/** Those for which there are entries, and whose time has come. */
export async function dueWebhooks(tx: Tx, now: number): Promise<readonly WebhookRow[]> {
  const rows = await tx
    .selectFrom('webhooks')
    .innerJoin('workspaces', 'workspaces.workspace_id', 'webhooks.workspace_id')
    .selectAll('webhooks')
    .where('webhooks.disabled_at', 'is', null)
    .where('webhooks.next_attempt_at', '<=', now)
    .whereRef('webhooks.next_sequence', '<=', 'workspaces.activity_sequence')
    .execute()
  return rows.map(toWebhook)
}

function toWebhook(row: Selectable<WebhookTable>): WebhookRow {
  return {
    workspaceId: row.workspace_id,
    webhookId: row.webhook_id,
    url: row.url,
    createdBy: row.created_by,
    createdAt: row.created_at,
    nextSequence: row.next_sequence,
    deliveredAt: row.delivered_at,
    failures: row.failures,
    failingSince: row.failing_since,
    lastStatus: row.last_status,
    nextAttemptAt: row.next_attempt_at,
    disabledAt: row.disabled_at,
  }
}
