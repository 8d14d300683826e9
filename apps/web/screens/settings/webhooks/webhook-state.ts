import type { BadgeTone } from '@keyward/ui'
import type { listWebhooks } from '@keyward/keyholder/commands'
import { webhooks as text } from '../../../messages/en/webhooks.ts'

export type Webhook = Awaited<ReturnType<typeof listWebhooks>>[number]

/** How it goes, in a word. */
export function stateOf({
  disabledAt,
  failures,
  deliveredAt,
}: Pick<Webhook, 'disabledAt' | 'failures' | 'deliveredAt'>): {
  readonly label: string
  readonly tone: BadgeTone
} {
  if (disabledAt !== null) return { label: text.state.stopped, tone: 'error' }
  if (failures > 0) return { label: text.state.failed(failures), tone: 'warn' }
  if (deliveredAt === null) return { label: text.state.new, tone: 'neutral' }
  return { label: text.state.works, tone: 'ok' }
}

/** Whether it may be an address to send to: the server has the last word. */
export function isAddress(typed: string): boolean {
  return URL.parse(typed)?.protocol === 'https:'
}
