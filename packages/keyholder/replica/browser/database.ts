import { openDB } from 'idb'
import { newer } from '../error.ts'
import { COLLECTIONS } from '../port.ts'
import { letExit } from '../work.ts'
import { explain, nameOf, unavailable } from './explain.ts'
import { type Database, type Format, migrate, type ReplicaSchema } from './formats.ts'

export interface OpenedDatabase {
  readonly database: Database
  /** A newer format, which is not touched. */
  readonly readOnly: boolean
}

export interface OpenOptions {
  readonly formats: readonly Format[]
  readonly blockedMilliseconds: number
  /** Called when the connection has ended, for another tab's sake or by the browser. */
  readonly onEnd: () => void
}

/** @throws {ReplicaError} */
export async function openDatabase(name: string, options: OpenOptions): Promise<OpenedDatabase> {
  try {
    return { database: await openOrWait(name, options), readOnly: false }
  } catch (error) {
    if (nameOf(error) !== 'VersionError') throw explainOpening(error)
  }
  try {
    return { database: await openNewer(name, options), readOnly: true }
  } catch (error) {
    throw explainOpening(error)
  }
}

/** Migrates too. An older tab lets go as soon as it is asked to; one that hangs is not waited for. */
function openOrWait(name: string, options: OpenOptions): Promise<Database> {
  return new Promise((resolve, reject) => {
    let isTooLate = false
    const giveUp = (): void => {
      isTooLate = true
      reject(unavailable())
    }
    openDB<ReplicaSchema>(name, options.formats.length, {
      upgrade: (database, from, _to, upgrade) => migrate(database, upgrade, from, options.formats),
      blocked: () => letExit(setTimeout(giveUp, options.blockedMilliseconds)),
      blocking: (_old, _new, event) => end(event, options.onEnd),
      terminated: options.onEnd,
    }).then((database) => {
      if (isTooLate) database.close()
      return resolve(database)
    }, reject)
  })
}

async function openNewer(name: string, options: OpenOptions): Promise<Database> {
  const database: Database = await openDB<ReplicaSchema>(name, undefined, {
    blocking: (_old, _new, event) => end(event, options.onEnd),
    terminated: options.onEnd,
  })
  try {
    const stores = new Set<string>(database.objectStoreNames)
    const isWhole = [...COLLECTIONS, 'replica.format'].every((store) => stores.has(store))
    const format = isWhole ? await database.get('replica.format', 'one') : undefined
    if (!((format?.readableFrom ?? Infinity) <= options.formats.length)) throw newer()
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Lets another tab go on with a new format, or with deleting. */
function end(event: unknown, onEnd: () => void): void {
  const { target } = event as { target: { close(): void } }
  target.close()
  onEnd()
}

/** Firefox says InvalidStateError where a private window may not store. */
function explainOpening(error: unknown): unknown {
  return nameOf(error) === 'InvalidStateError' ? unavailable({ cause: error }) : explain(error)
}
