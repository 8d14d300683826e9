import { bell } from './bell.ts'
import type { SealedPush, SyncPorts } from './port.ts'
import type { SyncReport } from './report.ts'
import { syncOnce } from './sync-once.ts'

/** Without any news it pulls as often, in milliseconds. */
const MINUTE = 60_000
/** The first wait after a failure, which doubles up to the longest. */
const FIRST_WAIT = 2000
const LONGEST_WAIT = 5 * MINUTE

/** What tells of reasons to synchronise, and what is told how it went. */
export interface SyncWatch {
  /** Calls when something was changed here or the device woke up. Returns the way to stop. */
  readonly onNews: (listener: () => void) => () => void
  readonly onReport: (report: SyncReport) => void
  /** Told of every failure; it goes on by itself. */
  readonly onError: (error: unknown) => void
}

/**
 * Keeps this device synchronised until the signal fires, in one of all tabs and processes that share
 * the replica. It pulls after each line of the live stream, on waking, after changes made here, and
 * every minute, so that a missed line delays and loses nothing. After a failure it waits longer each
 * time, up to five minutes; news ends the wait.
 */
export async function keepSynchronised<Push extends SealedPush>(
  ports: SyncPorts<Push>,
  watch: SyncWatch,
  signal: AbortSignal,
): Promise<void> {
  await ports.replica.lead((lost) => work(ports, watch, AbortSignal.any([signal, lost])), signal)
}

async function work<Push extends SealedPush>(
  ports: SyncPorts<Push>,
  watch: SyncWatch,
  stop: AbortSignal,
): Promise<void> {
  const news = bell()
  const quiet = watch.onNews(news.ring)
  const unwatch = ports.replica.watch(({ kind }) => {
    if (kind === 'changed') news.ring()
  })
  const following = follow(ports, news.ring, stop)
  stop.addEventListener('abort', news.ring)
  try {
    for (let failures = 0; !stop.aborted;) {
      try {
        watch.onReport(await syncOnce(ports))
        failures = 0
      } catch (error) {
        if (stop.aborted) return
        watch.onError(error)
        failures += 1
      }
      const most = failures === 0 ? MINUTE : FIRST_WAIT * 2 ** (failures - 1)
      const waiting = new AbortController()
      const rung = news.rung().then(() => waiting.abort())
      await ports.wait(Math.min(most, LONGEST_WAIT), waiting.signal)
      // The time ran out: nobody may be left who waits for the bell. After a ring this would be one more.
      if (!waiting.signal.aborted) news.ring()
      await rung
    }
  } finally {
    quiet()
    unwatch()
    stop.removeEventListener('abort', news.ring)
    await following
  }
}

/** Rings with each new revision of the live stream. Without it the minute's pull goes on alone. */
async function follow(ports: SyncPorts, ring: () => void, stop: AbortSignal): Promise<void> {
  let revision = -1
  while (!stop.aborted) {
    try {
      for await (const line of ports.remote.follow(ports.token(), stop)) {
        // Lines of the same revision keep the connection alive, or tell of a sign-in to approve.
        if (line.revision !== revision || line.signInApprovals === true) ring()
        revision = line.revision
      }
    } catch {
      // The sync itself meets the same refusal and tells of it.
    }
    if (!stop.aborted) await ports.wait(MINUTE, stop)
  }
}
