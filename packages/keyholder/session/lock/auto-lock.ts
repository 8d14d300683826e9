import type { Deadline } from './deadline.ts'

/** The longest that a timer is trusted: a machine that wakes is noticed within this, in milliseconds. */
const LONGEST_WAIT = 30_000

/** Calls `lock` once the deadline has passed, unless `stop` fires before. */
export async function lockWhenPast(
  deadline: Deadline,
  wait: (milliseconds: number, stop?: AbortSignal) => Promise<void>,
  stop: AbortSignal,
  lock: () => void,
): Promise<void> {
  while (!stop.aborted) {
    if (deadline.isPast) {
      lock()
      return
    }
    await wait(Math.min(deadline.remaining, LONGEST_WAIT), stop)
  }
}
