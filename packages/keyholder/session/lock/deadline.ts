/** When an unlocked vault locks by itself. */
export interface Deadline {
  /** The person did something: the time starts again. Nothing once the deadline has passed. */
  touch(): void
  /** Another length, in milliseconds, from the last use on. */
  limit(milliseconds: number): void
  readonly isPast: boolean
  /** Milliseconds until then, 0 when it has passed. */
  readonly remaining: number
}

/**
 * Counts by the wall clock, which goes on while a machine sleeps. A clock that is set back gains no
 * time: what had passed until then stays passed. With a second clock that only goes forward the
 * larger of both counts.
 *
 * @param ports `clock` UTC milliseconds, which may jump; `monotonic` milliseconds that never go back,
 *   whether or not they count sleep
 */
export function startDeadline(
  ports: { readonly clock: () => number; readonly monotonic?: (() => number) | undefined },
  milliseconds: number,
): Deadline {
  const elapsed = steadyClock(ports)
  let limit = milliseconds
  let last = elapsed()
  let isOver = false
  const remaining = (): number => {
    const left = last + limit - elapsed()
    if (left <= 0) isOver = true
    return isOver ? 0 : left
  }
  return {
    touch() {
      if (remaining() > 0) last = elapsed()
    },
    limit(next) {
      limit = next
    },
    get isPast() {
      return remaining() === 0
    },
    get remaining() {
      return remaining()
    },
  }
}

/** Milliseconds since the start that never go back. */
function steadyClock(ports: {
  readonly clock: () => number
  readonly monotonic?: (() => number) | undefined
}): () => number {
  let total = 0
  let wall = ports.clock()
  let steady = ports.monotonic?.()
  return () => {
    const nextWall = ports.clock()
    const nextSteady = ports.monotonic?.()
    const bySteady = steady === undefined || nextSteady === undefined ? 0 : nextSteady - steady
    total += Math.max(nextWall - wall, bySteady, 0)
    wall = nextWall
    steady = nextSteady
    return total
  }
}
