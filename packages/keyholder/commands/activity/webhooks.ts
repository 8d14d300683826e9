import { encodeBase64url } from '@keyward/codec'
import type { WebhookRow } from '@keyward/protocol'
import type { Platform } from '../../platform.ts'
import type { Session } from '../../session.ts'

/** Where the server sends new entries of the activity. @throws {KeyholderError} `remote.*`, `session.*` */
export async function listWebhooks(session: Pick<Session, 'call'>): Promise<readonly WebhookRow[]> {
  return (await session.call('listWebhooks')).webhooks
}

/**
 * Lets the server send new entries to an https address.
 *
 * @returns its id, and the secret with which deliveries are signed, for the receiver alone
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function setWebhook(
  session: Pick<Session, 'call'>,
  { random }: Pick<Platform, 'random'>,
  url: string,
): Promise<{ readonly webhookId: string; readonly secret: string }> {
  const webhookId = encodeBase64url(random(16))
  const { secret } = await session.call('createWebhook', { body: { webhookId, url } })
  return { webhookId, secret }
}

/** @throws {KeyholderError} `remote.*`, `session.*` */
export async function removeWebhook(
  session: Pick<Session, 'call'>,
  webhookId: string,
): Promise<void> {
  await session.call('deleteWebhook', { params: { webhookId } })
}

/**
 * Lets the server send a message without an entry; a webhook that was given up begins again when it
 * is taken.
 *
 * @returns what came of it: a status, or a word such as `timeout`
 * @throws {KeyholderError} `remote.*`, `session.*`
 */
export async function testWebhook(
  session: Pick<Session, 'call'>,
  webhookId: string,
): Promise<{ readonly isDelivered: boolean; readonly status: string }> {
  return session.call('testWebhook', { params: { webhookId } })
}
