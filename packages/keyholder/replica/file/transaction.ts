import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { busy, isBusy } from './explain.ts'
import { inTransaction } from './sqlite-file.ts'

/**
 * Runs a write that need not outlast a power cut, which spares the disk: in a write-ahead log it is
 * still whole or not there, and never harms what was written durably.
 */
export function lightly<T>(database: DatabaseSync, work: () => T): T {
  database.exec('PRAGMA synchronous = NORMAL')
  try {
    return inTransaction(database, 'IMMEDIATE', work)
  } finally {
    database.exec('PRAGMA synchronous = FULL')
  }
}

/**
 * Writes the log into the file and cuts it off.
 *
 * @throws {ReplicaError} `replica.unavailable`, and `isBusy`, while others still read from it
 */
export function emptyLog(database: DatabaseSync): void {
  const result = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()
  if (result?.['busy'] !== 0) throw busy()
}

const LONGEST_PAUSE = 100

/** Runs work again while others are busy, for so many milliseconds, and lets the program go on. */
export async function whenFree<T>(milliseconds: number, work: () => T): Promise<T> {
  const started = performance.now()
  for (let next = 4; ; next = Math.min(next * 2, LONGEST_PAUSE)) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() - started > milliseconds) throw error
    }
    await pause(next)
  }
}
