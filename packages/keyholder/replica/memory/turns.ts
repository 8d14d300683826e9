import { type Work, workUntilStopped } from '../work.ts'

/** Who leads among those in one memory, in the order in which they asked. */
export interface Turns {
  /** As `ReplicaStore.lead`. */
  lead(work: Work, stop: AbortSignal): Promise<void>
  /** Takes the part from the one that leads, and gives it to the next. */
  depose(): void
}

interface Turn {
  readonly lost: AbortController
  readonly start: () => void
}

export function turns(): Turns {
  const waiting = new Set<Turn>()
  let leader: Turn | undefined

  const next = (): void => {
    ;[leader] = waiting
    if (leader === undefined) return
    waiting.delete(leader)
    leader.start()
  }
  const leave = (turn: Turn): void => {
    waiting.delete(turn)
    if (leader === turn) next()
  }
  /** Resolves when it is the turn's time, or when it gave up. */
  const elected = (lost: AbortController, stop: AbortSignal): Promise<Turn> =>
    new Promise((resolve) => {
      const turn: Turn = { lost, start: () => resolve(turn) }
      waiting.add(turn)
      stop.addEventListener('abort', () => resolve(turn), { once: true })
      if (leader === undefined) next()
    })

  return {
    async lead(work, stop) {
      if (stop.aborted) return
      const lost = new AbortController()
      const turn = await elected(lost, stop)
      try {
        if (!stop.aborted) await workUntilStopped(work, lost, stop)
      } finally {
        leave(turn)
      }
    },
    depose() {
      leader?.lost.abort()
      next()
    },
  }
}
