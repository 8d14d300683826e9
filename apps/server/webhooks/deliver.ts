import { parseActivity } from '@keyward/log'
import type { WebhookRow } from '../store/ports/webhooks.ts'
import type { Store } from '../store/store.ts'
import { deriveSecret, headersOf, messageOf } from './message.ts'
import type { SendWebhook, Sent } from './send.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long after a failed attempt the next one is; after the last of these, each time so long. */
const BACK_OFF = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
]

/** For how long a receiver may fail before it is given up. */
export const GIVE_UP = 3 * 24 * HOUR

/** For how long others keep away from a webhook: longer than an attempt takes. */
const LEASE = MINUTE

/** Entries that are sent in a row, before others have their turn. */
const PAGE = 500

/** The receiver says that it will never again take anything. */
const GONE = '410'

export interface DeliveryPorts {
  readonly store: Pick<Store, 'webhooks' | 'activity'>
  readonly send: SendWebhook
  /** Of `deriveLogKeys`. */
  readonly key: Uint8Array
  /** UTC milliseconds. */
  readonly clock: () => number
  readonly log: {
    warn(about: object, message: string): void
    error(about: object, message: string): void
  }
  readonly signal: AbortSignal
}

/**
 * Sends to every webhook whose time has come what it has not had, one entry after the other: the
 * next one only once the one before was taken. An entry may come twice, and none is left out.
 */
export async function deliverDue(ports: DeliveryPorts): Promise<void> {
  const due = await ports.store.webhooks.due(ports.clock())
  await Promise.all(due.map((webhook) => deliverTo(ports, webhook)))
}

async function deliverTo(ports: DeliveryPorts, webhook: WebhookRow): Promise<void> {
  const { store, clock, signal } = ports
  if (!(await store.webhooks.take(webhook, clock() + LEASE))) return
  const { entries } = await store.activity.list(webhook.workspaceId, {
    from: webhook.nextSequence,
    limit: PAGE,
  })
  let at = webhook
  for (const bytes of entries) {
    if (signal.aborted) break
    const sent = await attempt(ports, at, bytes)
    // Whoever stops the server has not shown that the receiver fails.
    if (sent.status === 'stopped') break
    if (!sent.isDelivered) return fail(ports, at, sent)
    await store.webhooks.delivered(at, sent.status, clock(), clock() + LEASE)
    at = after(at)
  }
  return store.webhooks.release(at)
}

/** The webhook once it had its next entry. */
function after(webhook: WebhookRow): WebhookRow {
  const { nextSequence } = webhook
  return { ...webhook, nextSequence: nextSequence + 1, failures: 0, failingSince: null }
}

function attempt(
  { send, key, clock, signal }: DeliveryPorts,
  { workspaceId, webhookId, url }: WebhookRow,
  bytes: Uint8Array,
): Promise<Sent> {
  const message = messageOf(parseActivity(bytes))
  const secret = deriveSecret(key, workspaceId, webhookId)
  return send(url, headersOf(message, secret, clock()), message.body, signal)
}

async function fail(
  { store, clock, log }: DeliveryPorts,
  webhook: WebhookRow,
  { status }: Sent,
): Promise<void> {
  const now = clock()
  const { webhookId, failures, failingSince } = webhook
  const isOver = status === GONE || now - (failingSince ?? now) >= GIVE_UP
  const wait = BACK_OFF[Math.min(failures, BACK_OFF.length - 1)] as number
  const report = { time: now, memberId: null, deviceId: null, subject: { webhookId } }
  const activity = [{ ...report, event: 'webhook-disabled' as const }]
  await store.webhooks.failed(webhook, status, now, {
    at: now + wait,
    ...(isOver ? { activity } : {}),
  })
  const sentence = isOver ? 'A webhook was given up' : 'A webhook did not take an entry'
  log.warn({ webhookId, status, failures: failures + 1 }, sentence)
}
