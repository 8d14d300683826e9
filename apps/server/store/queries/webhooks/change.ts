import { LIMITS } from '@keyward/protocol'
import type { Tx } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { NewWebhook } from '../../ports/webhooks.ts'
import { StoreError, type WriteOnce } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { headOfActivity } from '../activity/head.ts'
import { onceOnly } from '../once.ts'
import { webhooksOf } from './read.ts'

export function createWebhook(
  tx: Tx,
  webhook: NewWebhook,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<null> {
  const { workspaceId, webhookId, url } = webhook
  return onceOnly(tx, workspaceId, once, async () => {
    const known = await webhooksOf(tx, workspaceId)
    const same = known.find((one) => one.webhookId === webhookId)
    if (same !== undefined && same.url === url) return null
    if (same !== undefined) throw refused('webhook.exists', 'This webhook has another address.')
    if (known.length >= LIMITS.webhooks) {
      throw refused('webhook.too-many', `A workspace has at most ${LIMITS.webhooks} webhooks.`)
    }
    const { sequence } = await headOfActivity(tx, workspaceId)
    await tx
      .insertInto('webhooks')
      .values({
        workspace_id: workspaceId,
        webhook_id: webhookId,
        url,
        created_by: webhook.createdBy,
        created_at: webhook.createdAt,
        next_sequence: sequence + 1,
        delivered_at: null,
        failures: 0,
        failing_since: null,
        last_status: null,
        next_attempt_at: 0,
        disabled_at: null,
      })
      .execute()
    await appendActivity(tx, workspaceId, activity)
    return null
  })
}

export function deleteWebhook(
  tx: Tx,
  workspaceId: string,
  webhookId: string,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<null> {
  return onceOnly(tx, workspaceId, once, async () => {
    const deleted = await tx
      .deleteFrom('webhooks')
      .where('workspace_id', '=', workspaceId)
      .where('webhook_id', '=', webhookId)
      .returning('webhook_id')
      .execute()
    if (deleted.length === 0) throw new StoreError('not_found', 'There is no such webhook.')
    await appendActivity(tx, workspaceId, activity)
    return null
  })
}

function refused(rule: string, message: string): StoreError {
  return new StoreError('object_refused', message, { rule })
}
