import { createHmac } from 'node:crypto'
import { concatBytes, decodeBase64url, encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { type ActivityEntry, hashActivity, toJsonLine } from '@keyward/log'
import { hmacSha256 } from '@keyward/primitives/hash'

/** What is sent: the same id at each attempt, so that a receiver knows what it had before. */
export interface WebhookMessage {
  readonly id: string
  /** JSON. */
  readonly body: string
}

/** An entry as it is sent. `data` is the line of an export, from which it can be verified. */
export function messageOf(entry: ActivityEntry): WebhookMessage {
  return {
    id: `msg_${encodeBase64url(hashActivity(entry))}`,
    body: JSON.stringify({
      type: `activity.${entry.event}`,
      timestamp: new Date(entry.time).toISOString(),
      data: JSON.parse(toJsonLine(entry)) as unknown,
    }),
  }
}

/** A message that tells of nothing. @param id 22 characters, new each time */
export function testMessage(id: string, workspaceId: string, now: number): WebhookMessage {
  const timestamp = new Date(now).toISOString()
  return {
    id: `msg_${id}`,
    body: JSON.stringify({ type: 'test', timestamp, data: { workspaceId } }),
  }
}

/**
 * With what deliveries to a webhook are signed, 32 bytes. It is derived, so that the database has
 * none of it.
 *
 * @param key of `deriveLogKeys`
 */
export function deriveSecret(key: Uint8Array, workspaceId: string, webhookId: string): Uint8Array {
  const ids = concatBytes(decodeBase64url(workspaceId), decodeBase64url(webhookId))
  return hmacSha256(key, concatBytes(encodeUtf8('keyward/webhook-secret/v1'), ids))
}

/** The secret in the form in which receivers are given it (Standard Webhooks). */
export function secretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`
}

/** The headers of a delivery (Standard Webhooks, version 1). */
export function headersOf(
  { id, body }: WebhookMessage,
  secret: Uint8Array,
  now: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000))
  const signature = createHmac('sha256', secret)
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64')
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
}
