import { type Work, wait, workUntilStopped } from './work.ts'

/** Who leads, and how often that one has renewed it. */
export interface LeaseRow {
  readonly token: string
  readonly beat: number
}

/** The one stored row by which tabs or processes agree who leads. */
export interface Lease {
  /**
   * Makes the row that of `token`, with no beat yet, when there is none or when it still is `stale`.
   * Returns the row that stands in the way, or undefined when it was taken.
   */
  take(token: string, stale: LeaseRow | undefined): Promise<LeaseRow | undefined>
  /** Counts the beat up while the row is that of `token`. Resolves to whether it was. */
  renew(token: string): Promise<boolean>
  /** Removes the row while it is that of `token`. */
  release(token: string): Promise<void>
}

export interface LeasePorts {
  readonly lease: Lease
  /** A text that nobody else makes. */
  readonly makeToken: () => string
  /** A row that has not changed for this many milliseconds may be taken. */
  readonly duration: number
  /** Milliseconds that only go forward. */
  readonly now: () => number
}

/**
 * `ReplicaStore.lead` over a stored row. No time is stored: whoever waits watches the row for the
 * duration on a clock of its own, so a wall clock that is set does no harm.
 */
export async function leadByLease(ports: LeasePorts, work: Work, stop: AbortSignal): Promise<void> {
  const token = ports.makeToken()
  if (!(await takeWhenFree(ports, token, stop))) return
  const lost = new AbortController()
  const ended = new AbortController()
  const renewing = renewUntil(ports, token, lost, ended.signal)
  try {
    if (!stop.aborted) await workUntilStopped(work, lost, stop)
  } finally {
    ended.abort()
    await renewing
    // When this fails, the row goes stale and is taken all the same.
    await ports.lease.release(token).catch(() => {})
  }
}

/** Whether the row was taken before `stop` fired. */
async function takeWhenFree(
  { lease, duration, now }: LeasePorts,
  token: string,
  stop: AbortSignal,
): Promise<boolean> {
  let seen: LeaseRow | undefined
  let since = now()
  let looked = since
  while (!stop.aborted) {
    const time = now()
    // After a sleep of this process the others get their time again.
    if (time - looked >= duration) since = time
    looked = time
    let row: LeaseRow | undefined
    try {
      row = await lease.take(token, time - since >= duration ? seen : undefined)
    } catch (error) {
      // The store was closed while it looked.
      if (stop.aborted) return false
      throw error
    }
    if (row === undefined) return true
    if (row.token !== seen?.token || row.beat !== seen.beat) {
      seen = row
      since = now()
    }
    await wait(duration / 6, stop)
  }
  return false
}

/** Renews until `ended`; fires `lost` when another took over, or may do so soon. */
async function renewUntil(
  { lease, duration, now }: LeasePorts,
  token: string,
  lost: AbortController,
  ended: AbortSignal,
): Promise<void> {
  let renewed = now()
  for (;;) {
    await wait(duration / 3, ended)
    if (ended.aborted) return
    const time = now()
    const isMine = await lease.renew(token).catch(() => undefined)
    if (isMine === true) renewed = time
    // A renewal that failed may work the next time, while nobody can have taken the row yet.
    if (isMine === false || now() - renewed >= (duration * 2) / 3) {
      lost.abort()
      return
    }
  }
}
