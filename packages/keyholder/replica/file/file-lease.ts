import type { DatabaseSync } from 'node:sqlite'
import type { Lease, LeaseRow } from '../lease.ts'
import { lightly } from './transaction.ts'

/** The lease row of an open file, for one handle. */
export interface FileLease extends Lease {
  /** Gives up what this handle holds, whoever does not know it yet. */
  releaseAll(): Promise<void>
}

/**
 * @param run runs work once, and says what failed
 * @param runWhenFree the same, waiting for other processes
 */
export function fileLease(
  database: DatabaseSync,
  run: <T>(work: () => T) => T,
  runWhenFree: <T>(work: () => T) => Promise<T>,
): FileLease {
  const read = database.prepare('SELECT token, beat FROM lease')
  const put = database.prepare('REPLACE INTO lease (one, token, beat, pid) VALUES (1, ?, 0, ?)')
  const renew = database.prepare('UPDATE lease SET beat = beat + 1 WHERE token = ?')
  const remove = database.prepare('DELETE FROM lease WHERE token = ?')
  const held = new Set<string>()

  const blocking = (stale: LeaseRow | undefined): LeaseRow | undefined => {
    const row = read.get() as LeaseRow | undefined
    return row?.token === stale?.token && row?.beat === stale?.beat ? undefined : row
  }
  const release = (token: string): void => {
    if (!held.has(token)) return
    lightly(database, () => remove.run(token))
    held.delete(token)
  }
  return {
    take: (token, stale) =>
      runWhenFree(() => {
        // Looks first without the write lock, as all who wait do so all the time.
        const row = blocking(stale)
        if (row !== undefined) return row
        return lightly(database, () => {
          const late = blocking(stale)
          if (late !== undefined) return late
          put.run(token, process.pid)
          held.add(token)
          return undefined
        })
      }),
    // Once only: a leader that waits for long must notice that its time is up.
    renew: async (token) => run(() => lightly(database, () => renew.run(token).changes === 1)),
    release: (token) => runWhenFree(() => release(token)),
    async releaseAll() {
      for (const token of held) await runWhenFree(() => release(token))
    },
  }
}
