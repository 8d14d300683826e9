import { type Lease, leadByLease, type LeaseRow } from '../lease.ts'
import { type Work, workUntilStopped } from '../work.ts'
import { explain, explained } from './explain.ts'
import type { Database } from './formats.ts'
import type { BrowserPorts, Locks } from './ports.ts'

/** `ReplicaStore.lead` among the tabs, by what the browser offers. */
export function leadTabs(
  database: Database,
  name: string,
  ports: BrowserPorts,
  work: Work,
  stop: AbortSignal,
): Promise<void> {
  if (ports.locks !== null) return leadByLock(ports.locks, name, work, stop)
  const { makeToken, leaseMilliseconds: duration } = ports
  const lease = browserLease(database)
  return leadByLease({ lease, makeToken, duration, now: () => performance.now() }, work, stop)
}

/** `ReplicaStore.lead` over `navigator.locks`. The browser gives the part on when a tab is gone. */
async function leadByLock(
  locks: Locks,
  name: string,
  work: Work,
  stop: AbortSignal,
): Promise<void> {
  const lost = new AbortController()
  let working: Promise<void> | undefined
  try {
    await locks.request(name, { signal: stop }, () => {
      working = workUntilStopped(work, lost, stop)
      return working
    })
  } catch (error) {
    if (working === undefined && stop.aborted) return
    if (working === undefined) throw explain(error)
    // The work failed, or another tab stole the lock while it still goes on.
    lost.abort()
    await working
  }
}

/** The stored row, for browsers without locks. */
function browserLease(database: Database): Lease {
  /** Runs work on the row in one transaction, and says clearly what failed. */
  const change = <T>(work: (store: LeaseStore) => Promise<T>): Promise<T> =>
    explained(async () => {
      const transaction = database.transaction('replica.lease', 'readwrite', RELAXED)
      const result = await work(transaction.store)
      await transaction.done
      return result
    })
  return {
    take: (token, stale) =>
      change(async (store) => {
        const row = await store.get('one')
        const isFree = row === undefined || (row.token === stale?.token && row.beat === stale.beat)
        if (isFree) await store.put({ token, beat: 0 }, 'one')
        return isFree ? undefined : row
      }),
    renew: (token) =>
      change(async (store) => {
        const row = await store.get('one')
        if (row?.token !== token) return false
        await store.put({ token, beat: row.beat + 1 }, 'one')
        return true
      }),
    release: (token) =>
      change(async (store) => {
        const row = await store.get('one')
        if (row?.token === token) await store.delete('one')
      }),
  }
}

/** A lease need not outlast a power cut. */
const RELAXED = { durability: 'relaxed' } as const

/** What is used of the object store of the lease. */
interface LeaseStore {
  get(key: string): Promise<LeaseRow | undefined>
  put(row: LeaseRow, key: string): Promise<unknown>
  delete(key: string): Promise<unknown>
}
