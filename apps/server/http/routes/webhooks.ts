import { encodeBase64url } from '@keyward/codec'
import { DONE } from '@keyward/protocol'
import { Refused } from '../../auth/refused.ts'
import { requireMay } from '../../objects/check-list.ts'
import { deriveSecret, headersOf, secretText, testMessage } from '../../webhooks/message.ts'
import { isPublicAddressOf } from '../../webhooks/send.ts'
import type { WebhookRow } from '../../store/ports/webhooks.ts'
import type { Handler, MemberVisitor } from '../handler.ts'
import type { Server } from '../server.ts'

/** Who may see all of the log may see where it is sent. */
export const listWebhooks: Handler<'listWebhooks'> = async ({ store }, { by }) => {
  requireMay(by.actor, 'activity.see', { scope: 'workspace' })
  const rows = await store.webhooks.list(by.workspaceId)
  return { webhooks: rows.map(shown) }
}

export const createWebhook: Handler<'createWebhook'> = async (server, { body, by, now, once }) => {
  requireToDecide(by)
  const { webhookId, url } = body
  if (!isPublicAddressOf(url)) {
    const message = 'A webhook has an https address at a public name, at the usual port.'
    throw new Refused('object_refused', { rule: 'webhook.address', message })
  }
  const { workspaceId, memberId } = by
  const webhook = { workspaceId, webhookId, url, createdBy: memberId, createdAt: now }
  await server.store.webhooks.create(webhook, [told(by, 'webhook-set', webhookId, now)], once)
  return { secret: secretText(secretOf(server, by, webhookId)) }
}

export const deleteWebhook: Handler<'deleteWebhook'> = async (
  { store },
  { params, by, now, once },
) => {
  requireToDecide(by)
  const { webhookId } = params
  const activity = [told(by, 'webhook-removed', webhookId, now)]
  await store.webhooks.delete(by.workspaceId, webhookId, activity, once)
  return DONE
}

export const testWebhook: Handler<'testWebhook'> = async (server, { params, by, now }) => {
  requireToDecide(by)
  const { webhookId } = params
  const { workspaceId } = by
  const rows = await server.store.webhooks.list(workspaceId)
  const webhook = rows.find((one) => one.webhookId === webhookId)
  if (webhook === undefined) throw new Refused('not_found')
  const message = testMessage(encodeBase64url(server.random(16)), workspaceId, now)
  const headers = headersOf(message, secretOf(server, by, webhookId), now)
  const sent = await server.sendWebhook(webhook.url, headers, message.body)
  if (sent.isDelivered) await server.store.webhooks.restart(workspaceId, webhookId)
  return sent
}

/** What administrators are shown of it. */
function shown({
  webhookId,
  url,
  createdBy,
  createdAt,
  nextSequence,
  deliveredAt,
  failures,
  failingSince,
  lastStatus,
  disabledAt,
}: WebhookRow) {
  const state = { nextSequence, deliveredAt, failures, failingSince, lastStatus, disabledAt }
  return { webhookId, url, createdBy, createdAt, ...state }
}

/** Who decides what holds for the workspace decides who is told what happens there. */
function requireToDecide({ actor }: MemberVisitor): void {
  requireMay(actor, 'activity.see', { scope: 'workspace' })
  requireMay(actor, 'policy.change', {})
}

function secretOf({ logKeys }: Server, { workspaceId }: MemberVisitor, webhookId: string) {
  return deriveSecret(logKeys.webhooks, workspaceId, webhookId)
}

function told(
  { memberId, deviceId }: MemberVisitor,
  event: 'webhook-set' | 'webhook-removed',
  webhookId: string,
  time: number,
) {
  return { event, subject: { webhookId }, memberId, deviceId, time }
}
