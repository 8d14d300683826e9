import type { WriteOnce } from '../store.ts'
import type { ActivityDraft } from './activity.ts'

export interface NewWebhook {
  readonly workspaceId: string
  readonly webhookId: string
  readonly url: string
  readonly createdBy: string
  readonly createdAt: number
}

export interface WebhookRow extends NewWebhook {
  /** The entry that is sent next. */
  readonly nextSequence: number
  readonly deliveredAt: number | null
  /** Attempts in a row that failed. */
  readonly failures: number
  readonly failingSince: number | null
  /** What the last attempt came to: a status, or a word. */
  readonly lastStatus: string | null
  readonly nextAttemptAt: number
  /** When it was given up. */
  readonly disabledAt: number | null
}

/** Where new entries of the log are sent, and how far that has come. */
export interface WebhookStore {
  list(workspaceId: string): Promise<readonly WebhookRow[]>
  /**
   * Keeps one, to which the entries from the one that tells of it on are sent. The same one twice is one.
   *
   * @throws {StoreError} `object_refused`: `webhook.too-many`, or `webhook.exists` with another address
   */
  create(webhook: NewWebhook, activity: readonly ActivityDraft[], once: WriteOnce): Promise<void>
  /** @throws {StoreError} `not_found` */
  delete(
    workspaceId: string,
    webhookId: string,
    activity: readonly ActivityDraft[],
    once: WriteOnce,
  ): Promise<void>
  /** Those for which there are entries, and whose time has come. */
  due(now: number): Promise<readonly WebhookRow[]>
  /** Keeps others away until then. @returns false when another process was faster */
  take(webhook: WebhookRow, until: number): Promise<boolean>
  /** Says that the next entry was taken, and keeps others away until `until`. */
  delivered(webhook: WebhookRow, status: string, now: number, until: number): Promise<void>
  /** Lets the next entry be sent as soon as there is one. */
  release(webhook: WebhookRow): Promise<void>
  /** Says that an attempt failed, and when the next one is. With `activity` it was the last. */
  failed(
    webhook: WebhookRow,
    status: string,
    now: number,
    next: { readonly at: number; readonly activity?: readonly ActivityDraft[] },
  ): Promise<void>
  /** Begins again at once, though it may have been given up. */
  restart(workspaceId: string, webhookId: string): Promise<void>
}
