import type { Segment } from '../../accounts.ts'
import type { Relation } from '../vault.ts'
import type { IndexRow } from './memory.ts'

/** Bytes for each account: its relation and what is special about it, and its stamp. */
export const MARK_LENGTH = 9

const RELATIONS: readonly Relation[] = ['owner', 'manager', 'collaborator']
const DELETED = 0x80
const TAKEN = 0x40
const COLLECTION = 0x20
const RELATION = 0x1f

/** What the index keeps of accounts beside their search entries, one after another. */
export function encodeMarks(rows: readonly IndexRow[]): Uint8Array {
  const bytes = new Uint8Array(rows.length * MARK_LENGTH)
  const view = new DataView(bytes.buffer)
  rows.forEach(({ relation, isDeleted, isUsernameTaken, isCollection, stamp }, number) => {
    const at = number * MARK_LENGTH
    const flags =
      (isDeleted ? DELETED : 0) | (isUsernameTaken ? TAKEN : 0) | (isCollection ? COLLECTION : 0)
    view.setUint8(at, RELATIONS.indexOf(relation) | flags)
    view.setBigUint64(at + 1, BigInt(stamp))
  })
  return bytes
}

/** The same of one stored shard, read when it is asked for. */
export class ShardMarks {
  readonly #segment: Segment
  readonly #absent: readonly string[]
  readonly #view: DataView

  /**
   * @param absent the accounts without a search entry
   * @param bytes those of the segment's entries, then those of the others
   */
  constructor(segment: Segment, absent: readonly string[], bytes: Uint8Array) {
    this.#segment = segment
    this.#absent = absent
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get size(): number {
    return this.#segment.size + this.#absent.length
  }

  get(accountId: string): IndexRow | undefined {
    const number = this.#segment.numberOf(accountId)
    if (number !== undefined) return this.#row(number)
    const at = this.#absent.indexOf(accountId)
    return at < 0 ? undefined : this.#row(this.#segment.size + at)
  }

  *keys(): Iterable<string> {
    yield* this.#segment.ids
    yield* this.#absent
  }

  *entries(): Iterable<[string, IndexRow]> {
    for (const accountId of this.keys()) {
      const row = this.get(accountId)
      if (row !== undefined) yield [accountId, row]
    }
  }

  /** The accounts whose username another one has: no other row is read whole. */
  *taken(): Iterable<string> {
    let number = 0
    for (const accountId of this.keys()) {
      if ((this.#view.getUint8(number * MARK_LENGTH) & TAKEN) !== 0) yield accountId
      number += 1
    }
  }

  /** Those that are no account but a set of accounts: none of them has a search entry. */
  *collections(): Iterable<string> {
    for (const [at, accountId] of this.#absent.entries()) {
      const flags = this.#view.getUint8((this.#segment.size + at) * MARK_LENGTH)
      if ((flags & COLLECTION) !== 0) yield accountId
    }
  }

  #row(number: number): IndexRow {
    const at = number * MARK_LENGTH
    const flags = this.#view.getUint8(at)
    return {
      relation: RELATIONS[flags & RELATION] ?? 'collaborator',
      isDeleted: (flags & DELETED) !== 0,
      isUsernameTaken: (flags & TAKEN) !== 0,
      isCollection: (flags & COLLECTION) !== 0,
      stamp: Number(this.#view.getBigUint64(at + 1)),
    }
  }
}
