import { compareTexts } from '../merge/order.ts'
import type { SearchEntry } from './entry.ts'
import { orderKey, Segment } from './segment.ts'
import { queryWords } from './words.ts'

/** Changed entries stand apart until there are this many: then all are put in order again. */
const MOST_FRESH = 512

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
   * an RP ID, the best first, at most `limit`. An empty query finds all. It allocates for what it
   * gives back, never per account.
   */
  search(query: string, limit: number): SearchEntry[]
  /** The entries with this RP ID, compared exactly, by account id; no other entry is looked at. */
  byRpId(rpId: string): SearchEntry[]
}

/** An index of the given entries; of two with one account id the later counts. */
export function searchIndex(entries: Iterable<SearchEntry> = []): SearchIndex {
  const index = new Index()
  for (const entry of entries) index.put(entry)
  return index
}

interface Hit {
  readonly entry: SearchEntry
  readonly score: number
}

class Index implements SearchIndex {
  readonly #byId = new Map<string, SearchEntry>()
  readonly #byRpId = new Map<string, Set<string>>()
  #main = new Segment([])
  #numbers = new Map<string, number>()
  #freshIds = new Set<string>()
  #fresh: Segment | undefined

  get size(): number {
    return this.#byId.size
  }

  get(accountId: string): SearchEntry | undefined {
    return this.#byId.get(accountId)
  }

  put(entry: SearchEntry): void {
    this.remove(entry.accountId)
    this.#fresh = undefined
    this.#byId.set(entry.accountId, entry)
    this.#freshIds.add(entry.accountId)
    for (const rpId of entry.rpIds) {
      const ids = this.#byRpId.get(rpId) ?? new Set()
      this.#byRpId.set(rpId, ids.add(entry.accountId))
    }
  }

  remove(accountId: string): void {
    const entry = this.#byId.get(accountId)
    if (entry === undefined) return
    this.#byId.delete(accountId)
    this.#freshIds.delete(accountId)
    this.#fresh = undefined
    const number = this.#numbers.get(accountId)
    if (number !== undefined) this.#main.bury(number)
    for (const rpId of entry.rpIds) this.#byRpId.get(rpId)?.delete(accountId)
  }

  byRpId(rpId: string): SearchEntry[] {
    return [...(this.#byRpId.get(rpId) ?? [])]
      .toSorted(compareTexts)
      .flatMap((id) => this.#byId.get(id) ?? [])
  }

  search(query: string, limit: number): SearchEntry[] {
    const words = queryWords(query)
    const fresh = this.#settle()
    return [...best(this.#main, words, limit), ...best(fresh, words, limit)]
      .toSorted((a, b) => b.score - a.score || compareTexts(orderKey(a.entry), orderKey(b.entry)))
      .slice(0, limit)
      .map(({ entry }) => entry)
  }

  #settle(): Segment {
    if (this.#freshIds.size > MOST_FRESH) {
      this.#main = new Segment([...this.#byId.values()])
      this.#numbers = new Map(this.#main.entries.map(({ accountId }, at) => [accountId, at]))
      this.#freshIds = new Set()
      this.#fresh = undefined
    }
    this.#fresh ??= new Segment([...this.#freshIds].flatMap((id) => this.#byId.get(id) ?? []))
    return this.#fresh
  }
}

/** The best hits of one segment, at most `limit`: its entries are in order, so that earlier wins. */
function best(segment: Segment, words: readonly string[], limit: number): Hit[] {
  const most = Math.min(limit, segment.entries.length)
  const numbers = new Uint32Array(most)
  const scores = new Uint32Array(most)
  let count = 0
  segment.search(words, (number, score) => {
    if (count === most && score <= (scores[count - 1] ?? Infinity)) return
    let at = count === most ? count - 1 : count
    while (at > 0 && (scores[at - 1] as number) < score) {
      numbers[at] = numbers[at - 1] as number
      scores[at] = scores[at - 1] as number
      at -= 1
    }
    numbers[at] = number
    scores[at] = score
    count = Math.min(most, count + 1)
  })
  return [...numbers.subarray(0, count)].map((number, at) => ({
    entry: segment.entries[number] as SearchEntry,
    score: scores[at] as number,
  }))
}
