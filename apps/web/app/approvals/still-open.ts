import type { ApprovalView } from '@keyward/keyholder/commands'

/** Those that can still be answered, the oldest first. */
export function stillOpen(all: readonly ApprovalView[], now: number): readonly ApprovalView[] {
  return all
    .filter(({ expiresAt }) => expiresAt > now)
    .toSorted((a, b) => a.expiresAt - b.expiresAt)
}

/** Whole seconds until then; none once it is over. */
export function secondsLeft(expiresAt: number, now: number): number {
  return Math.max(0, Math.ceil((expiresAt - now) / 1000))
}
