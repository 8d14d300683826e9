import { KeyholderError } from '../../error.ts'
import {
  type Change,
  type Collection,
  type Expectation,
  ReplicaError,
  type ReplicaStore,
} from '../../replica.ts'
import { isDamaged } from './damage.ts'
import { damaged } from './fields.ts'
import { isSameRow } from './same-row.ts'

/** How often a transaction is tried while others write the same rows. */
const MOST_ATTEMPTS = 50

/** Reads rows of the replica. */
export interface Reading {
  get(collection: Collection, key: string): Promise<Uint8Array | undefined>
}

/** A batch in the making. Everything that it read has to be the same still when it is written. */
export interface Draft extends Reading {
  /** The row, as this draft has changed it. */
  get(collection: Collection, key: string): Promise<Uint8Array | undefined>
  put(collection: Collection, key: string, value: Uint8Array): void
  delete(collection: Collection, key: string): void
}

/**
 * Runs the work and writes what it drafted in one batch. When somebody else has changed a row that
 * it read, it runs again: it may be run any number of times, and only what the last run answered
 * counts.
 *
 * @throws {KeyholderError} `replica.*`, and what `work` throws
 */
export async function transact<T>(
  replica: ReplicaStore,
  work: (draft: Draft) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const draft = new Batch(replica)
    try {
      const answer = await work(draft)
      await draft.write()
      return answer
    } catch (error) {
      const isLost =
        (error instanceof ReplicaError && error.rule === 'replica.conflict') ||
        // Rows that do not fit together may have been read before and after somebody else's batch.
        (isDamaged(error) && (await draft.isOutdated()))
      if (!isLost || attempt === MOST_ATTEMPTS) throw explained(error)
    }
  }
}

/** The error as the rest of the program knows it. */
export function explained(error: unknown): unknown {
  if (isDamaged(error) && !(error instanceof KeyholderError)) return damaged({ cause: error })
  if (!(error instanceof ReplicaError)) return error
  const rule = error.rule === 'replica.conflict' ? 'replica.unavailable' : error.rule
  return new KeyholderError(rule, error.message, { cause: error })
}

class Batch implements Draft {
  readonly #replica: ReplicaStore
  readonly #changes = new Map<string, Change>()
  readonly #read = new Map<string, Expectation>()

  constructor(replica: ReplicaStore) {
    this.#replica = replica
  }

  async get(collection: Collection, key: string): Promise<Uint8Array | undefined> {
    const place = `${collection} ${key}`
    const changed = this.#changes.get(place)
    if (changed !== undefined) return changed.value ?? undefined
    const known = this.#read.get(place)
    if (known !== undefined) return known.value ?? undefined
    const value = await this.#replica.get(collection, key)
    this.#read.set(place, { collection, key, value: value ?? null })
    return value
  }

  put(collection: Collection, key: string, value: Uint8Array): void {
    this.#changes.set(`${collection} ${key}`, { collection, key, value })
  }

  delete(collection: Collection, key: string): void {
    this.#changes.set(`${collection} ${key}`, { collection, key, value: null })
  }

  /** Whether a row is another one by now than was read. */
  async isOutdated(): Promise<boolean> {
    for (const { collection, key, value } of this.#read.values())
      if (!isSameRow(await this.#replica.get(collection, key), value ?? undefined)) return true
    return false
  }

  async write(): Promise<void> {
    if (this.#changes.size > 0)
      await this.#replica.write([...this.#changes.values()], [...this.#read.values()])
  }
}
