/** A clock that stands still until it is moved, and whatever waits by it. */
export interface TestTime {
  /** UTC milliseconds. */
  now: number
  readonly clock: () => number
  readonly wait: (milliseconds: number, stop?: AbortSignal) => Promise<void>
  /** Moves on, and lets everything that is due happen. */
  pass(milliseconds: number): Promise<void>
  /** How many wait. */
  readonly waiting: number
}

interface Timer {
  readonly at: number
  readonly ring: () => void
}

export function testTime(start: number): TestTime {
  const timers = new Set<Timer>()
  const time: TestTime = {
    now: start,
    clock: () => time.now,
    wait: (milliseconds, stop) =>
      new Promise((resolve) => {
        const timer: Timer = { at: time.now + milliseconds, ring: () => end() }
        const end = (): void => {
          timers.delete(timer)
          stop?.removeEventListener('abort', end)
          resolve()
        }
        timers.add(timer)
        stop?.addEventListener('abort', end)
        if (stop?.aborted === true) end()
      }),
    async pass(milliseconds) {
      const until = time.now + milliseconds
      for (;;) {
        await settle()
        const [next] = [...timers].toSorted((a, b) => a.at - b.at)
        if (next === undefined || next.at > until) break
        time.now = Math.max(time.now, next.at)
        next.ring()
      }
      time.now = until
      await settle()
    },
    get waiting() {
      return timers.size
    },
  }
  return time
}

/** Lets promises that are resolved already go on. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve))
  })
}
