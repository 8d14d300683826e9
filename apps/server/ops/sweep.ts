import type { Store } from '../store/store.ts'
import type { Log } from './log.ts'

const HOUR_MS = 3_600_000

export interface Sweeping {
  /** Sweeps no more; resolves when a sweep under way has ended. */
  stop(): Promise<void>
}

/** Removes what has run out from the store, at once and then every hour. A failure is logged. */
export function startSweeping({
  store,
  clock,
  log,
  everyMs = HOUR_MS,
}: {
  readonly store: Pick<Store, 'sweep'>
  readonly clock: () => number
  readonly log: Log
  readonly everyMs?: number
}): Sweeping {
  let running: Promise<void> | undefined
  const sweep = async (): Promise<void> => {
    try {
      await store.sweep(clock())
    } catch (error) {
      log.error({ err: error }, 'Removing what has run out failed; it is tried again.')
    } finally {
      running = undefined
    }
  }
  const begin = (): void => void (running ??= sweep())
  begin()
  const timer = setInterval(begin, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
