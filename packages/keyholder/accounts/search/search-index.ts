import { compareTexts } from '../merge/order.ts'
import { ranked, score, takeBest } from './best.ts'
import type { SearchEntry } from './entry.ts'
import { hashOf } from './hash.ts'
import { Segment } from './segment.ts'
import { shardCount, shardOf } from './shards.ts'
import { patternOf, queryWords } from './words.ts'

/** Accounts in memory, to be found while typing. */
export interface SearchIndex {
  readonly size: number
  get(accountId: string): SearchEntry | undefined
  /** Adds an entry, or replaces the one with its account id. */
  put(entry: SearchEntry): void
  /** Removes an entry; one that is not there is no error. */
  remove(accountId: string): void
  /**
   * The entries in which each word of the query begins a word of the app name, username, labels or
   * an RP ID, the best first, at most `limit`. An empty query finds all. Entries are made for what
   * it gives back alone.
   */
  search(query: string, limit: number): SearchEntry[]
  /**
   * The same, all of them, one by one: each entry is made when it is asked for. They are those that
   * were there when this was called, whatever changes meanwhile.
   */
  ranked(query: string): Iterable<SearchEntry>
  /** The entries with this RP ID, compared exactly, by account id. */
  byRpId(rpId: string): SearchEntry[]
  /** The entries in this collection, by account id. */
  inCollection(collectionId: string): SearchEntry[]
  /**
   * Takes the place of everything that was there.
   *
   * @param segments as many as a result of `shardCount`; each has the accounts that `shardOf` says
   */
  load(segments: readonly Segment[]): void
}

/** An index of the given entries; of two with one account id the later counts. */
export function searchIndex(entries: Iterable<SearchEntry> = []): SearchIndex {
  const index = new Index()
  for (const entry of entries) index.put(entry)
  return index
}

/** Entries by account id; undefined for one that is gone. */
type Changes = Map<string, SearchEntry | undefined>

class Index implements SearchIndex {
  #segments: readonly Segment[] = [Segment.of([])]
  /** What changed since the segments were made, by the number of its segment. */
  readonly #changes = new Map<number, Changes>()
  #size = 0

  get size(): number {
    return this.#size
  }

  get(accountId: string): SearchEntry | undefined {
    const at = shardOf(accountId, this.#segments.length)
    const changes = this.#changes.get(at)
    if (changes?.has(accountId)) return changes.get(accountId)
    const number = this.#segments[at]?.numberOf(accountId)
    return number === undefined ? undefined : this.#segments[at]?.entry(number)
  }

  put(entry: SearchEntry): void {
    if (!this.#has(entry.accountId)) this.#size += 1
    this.#change(entry.accountId, entry)
  }

  remove(accountId: string): void {
    if (!this.#has(accountId)) return
    this.#size -= 1
    this.#change(accountId, undefined)
  }

  load(segments: readonly Segment[]): void {
    this.#segments = segments
    this.#changes.clear()
    this.#size = segments.reduce((sum, { size }) => sum + size, 0)
  }

  byRpId(rpId: string): SearchEntry[] {
    const hash = hashOf(rpId)
    return this.#settled()
      .flatMap((segment) => segment.withRpId(rpId, hash))
      .toSorted((a, b) => compareTexts(a.accountId, b.accountId))
  }

  inCollection(collectionId: string): SearchEntry[] {
    return this.#settled()
      .flatMap((segment) => segment.inCollection(collectionId))
      .toSorted((a, b) => compareTexts(a.accountId, b.accountId))
  }

  search(query: string, limit: number): SearchEntry[] {
    const segments = this.#settled()
    score(segments, queryWords(query).map(patternOf), limit)
    return takeBest(segments, limit)
  }

  ranked(query: string): Iterable<SearchEntry> {
    const segments = this.#settled()
    score(segments, queryWords(query).map(patternOf), Number.POSITIVE_INFINITY)
    return ranked(segments)
  }

  #has(accountId: string): boolean {
    const at = shardOf(accountId, this.#segments.length)
    const changes = this.#changes.get(at)
    if (changes?.has(accountId)) return changes.get(accountId) !== undefined
    return this.#segments[at]?.numberOf(accountId) !== undefined
  }

  #change(accountId: string, entry: SearchEntry | undefined): void {
    const at = shardOf(accountId, this.#segments.length)
    const changes = this.#changes.get(at) ?? new Map()
    this.#changes.set(at, changes.set(accountId, entry))
  }

  /** The segments with all changes in them. */
  #settled(): readonly Segment[] {
    if (this.#changes.size === 0) return this.#segments
    const count = shardCount(this.#size)
    if (count > this.#segments.length) {
      const all = this.#segments.map((segment, at) => changed(segment, this.#changes.get(at)))
      this.#segments = inSegments(all, count)
    } else {
      this.#segments = this.#segments.map((segment, at) => {
        const changes = this.#changes.get(at)
        return changes === undefined ? segment : Segment.of(changed(segment, changes))
      })
    }
    this.#changes.clear()
    return this.#segments
  }
}

function changed(segment: Segment, changes: Changes = new Map()): SearchEntry[] {
  const kept = segment.entries().filter(({ accountId }) => !changes.has(accountId))
  return [...kept, ...[...changes.values()].filter((entry) => entry !== undefined)]
}

function inSegments(all: readonly (readonly SearchEntry[])[], count: number): readonly Segment[] {
  const parts = Array.from({ length: count }, (): SearchEntry[] => [])
  for (const entries of all)
    for (const entry of entries) parts[shardOf(entry.accountId, count)]?.push(entry)
  return parts.map((entries) => Segment.of(entries))
}
