import type { Ending } from './ending.ts'

const LIMITS = [
  'limit.sign-ins',
  'limit.expired',
  'limit.hours',
  'limit.user-verification',
  'limit.reason',
  'limit.approval',
  'rate_limited',
] as const

/** Which limit refused, or that it was too soon; `other` for a rule that no person could do anything about. */
export type SharedLimit = (typeof LIMITS)[number] | 'other'

/** How signing in without the key ended; undefined for any other failure. */
export function sharedEnding(error: unknown): Ending | undefined {
  if (!(error instanceof Error)) return undefined
  const { rule, detail } = error as Error & Readonly<Record<string, unknown>>
  switch (rule) {
    case 'cosigning.waiting':
      return { kind: 'shared-waiting' }
    case 'cosigning.offline':
      return { kind: 'shared-offline' }
    case 'cosigning.refused':
      // Its limits come with the first visit of an Owner's device.
      if (detail === 'terms_missing') return { kind: 'shared-waiting' }
      return { kind: 'shared-limit', limit: LIMITS.find((limit) => limit === detail) ?? 'other' }
    case 'cosigning.approval-needed':
      return { kind: detail === 'declined' ? 'shared-declined' : 'shared-expired' }
    case 'cosigning.spent':
    case 'cosigning.bad-answer':
      return { kind: 'shared-failed' }
    default:
      return undefined
  }
}
