import { z } from 'zod'
import { answer, count, id, request, time } from '../fields.ts'
import { LIMITS } from '../limits.ts'

/** Where new entries of the activity log are sent. */
export const CreateWebhook = request({
  /** Made by the client, so that the same request twice is one. */
  webhookId: id,
  /** https, at a public name. */
  url: z.url({ protocol: /^https$/ }).max(LIMITS.webhookUrl),
})
export type CreateWebhook = z.infer<typeof CreateWebhook>

/** What deliveries are signed with, for the receiver alone (Standard Webhooks: `whsec_…`). */
export const WebhookCreated = answer({ secret: z.string().max(100) })
export type WebhookCreated = z.infer<typeof WebhookCreated>

export const WebhookRow = answer({
  webhookId: id,
  url: z.string().max(LIMITS.webhookUrl),
  createdBy: id,
  createdAt: time,
  /** The entry that is sent next. */
  nextSequence: count(1),
  deliveredAt: time.nullable(),
  /** Attempts in a row that failed. */
  failures: count(0),
  failingSince: time.nullable(),
  /** What the last attempt came to: a status, or a word such as `timeout`. */
  lastStatus: z.string().max(50).nullable(),
  /** When it was given up; null while entries are sent. */
  disabledAt: time.nullable(),
})
export type WebhookRow = z.infer<typeof WebhookRow>

export const Webhooks = answer({ webhooks: z.array(WebhookRow) })
export type Webhooks = z.infer<typeof Webhooks>

/** What a message without an entry came to. */
export const WebhookTested = answer({
  isDelivered: z.boolean(),
  /** A status, or a word such as `timeout`. */
  status: z.string().max(50),
})
export type WebhookTested = z.infer<typeof WebhookTested>
