import type { Hours, Limits } from './limits.ts'
import { localTime } from './zone.ts'

/** The limit that refuses a sign-in. */
export type LimitRule =
  | 'limit.sign-ins'
  | 'limit.expired'
  | 'limit.hours'
  | 'limit.user-verification'
  | 'limit.reason'
  | 'limit.approval'

/** One sign-in, as far as limits have to do with it. */
export interface LimitedUse {
  /** UTC milliseconds, by the clock of whoever checks. */
  readonly at: number
  /** Sign-ins of this grantee with this account before this one. */
  readonly signInsUsed: number
  readonly hasReason: boolean
  readonly isVerified: boolean
  /** By an approval of this one sign-in, or an open window. */
  readonly isApproved: boolean
}

/**
 * The first limit that refuses, in the order of `LimitRule`, or undefined when none does. Never
 * throws.
 *
 * Hours are those that the zone's clocks show: while they are set forward, the hour that they leave
 * out can't be used, and an hour that they show twice is allowed both times. A zone that this engine
 * does not know allows nothing.
 */
export function refusedByLimits(limits: Limits, use: LimitedUse): LimitRule | undefined {
  if (limits.signIns !== null && use.signInsUsed >= limits.signIns) return 'limit.sign-ins'
  if (limits.expiresAt !== null && use.at >= limits.expiresAt) return 'limit.expired'
  if (limits.hours !== null && !isWithin(limits.hours, use.at)) return 'limit.hours'
  if (limits.userVerification && !use.isVerified) return 'limit.user-verification'
  if (limits.reason && !use.hasReason) return 'limit.reason'
  if (limits.approval && !use.isApproved) return 'limit.approval'
  return undefined
}

function isWithin({ zone, days, from, to }: Hours, at: number): boolean {
  const local = localTime(zone, at)
  if (local === undefined || !days.includes(local.day)) return false
  return local.minute >= from && local.minute < to
}
