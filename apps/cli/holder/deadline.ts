/** Two clocks, since neither is enough: one may be set, and the other stands still while asleep. */
export interface Clocks {
  /** UTC milliseconds. */
  readonly wall: () => number
  /** Milliseconds since any moment; never goes back. */
  readonly monotonic: () => number
}

/** When an unlocked home locks by itself. */
export interface Deadline {
  /** Counts as use: the time starts anew. Nothing when it is past already. */
  use(): void
  /** Another limit, in minutes; counts from the last use. */
  limit(minutes: number): void
  /** Once it is past it stays so. A clock that was set back is past too. */
  isPast(): boolean
}

/** How far the wall clock may go back, as when it is corrected, before that counts as tampering. */
const TOLERANCE = 5_000

export function deadlineAfter(minutes: number, { wall, monotonic }: Clocks): Deadline {
  let milliseconds = minutes * 60_000
  let usedAt = { wall: wall(), monotonic: monotonic() }
  let past = false
  const isPast = (): boolean => {
    const since = wall() - usedAt.wall
    past ||=
      since >= milliseconds || since < -TOLERANCE || monotonic() - usedAt.monotonic >= milliseconds
    return past
  }
  return {
    isPast,
    use() {
      if (!isPast()) usedAt = { wall: wall(), monotonic: monotonic() }
    },
    limit(changed) {
      milliseconds = changed * 60_000
    },
  }
}
