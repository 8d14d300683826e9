import { compareTexts } from '../merge/order.ts'
import { normaliseText } from '../normalise.ts'
import type { SearchEntry } from './entry.ts'
import { forEachWord, isWholeWord, WHOLE_WORD } from './words.ts'

/** Entries that do not change, with their words in order. Weights of a word's entries lie in pairs. */
export class Segment {
  readonly entries: readonly SearchEntry[]
  readonly #dead: Uint8Array
  readonly #words: readonly string[]
  readonly #postings: readonly Uint32Array[]
  /** Scratch memory of a search, by entry: how many of its words matched, and the score so far. */
  readonly #matched: Uint32Array
  readonly #best: Uint32Array
  readonly #score: Uint32Array

  constructor(entries: readonly SearchEntry[]) {
    this.entries = inOrder(entries)
    const postings = new Map<string, number[]>()
    this.entries.forEach((entry, number) => {
      forEachWord(entry, (word, weight) => {
        const list = postings.get(word)
        if (list === undefined) postings.set(word, [number, weight])
        else list.push(number, weight)
      })
    })
    this.#words = [...postings.keys()].toSorted(compareTexts)
    this.#postings = this.#words.map((word) => Uint32Array.from(postings.get(word) ?? []))
    this.#dead = new Uint8Array(entries.length)
    this.#matched = new Uint32Array(entries.length)
    this.#best = new Uint32Array(entries.length)
    this.#score = new Uint32Array(entries.length)
  }

  /** An entry that is found no more, since it was removed or a newer one stands elsewhere. */
  bury(number: number): void {
    this.#dead[number] = 1
  }

  /** Calls back with each entry in which all words are found, and its score. */
  search(words: readonly string[], found: (number: number, score: number) => void): void {
    this.#matched.fill(0)
    this.#score.fill(0)
    words.forEach((word, round) => this.#searchWord(word, round))
    for (let number = 0; number < this.entries.length; number += 1) {
      if (this.#matched[number] === words.length && this.#dead[number] === 0)
        found(number, this.#score[number] as number)
    }
  }

  #searchWord(prefix: string, round: number): void {
    this.#best.fill(0)
    for (let at = this.#firstFrom(prefix); at < this.#words.length; at += 1) {
      const word = this.#words[at] as string
      if (!word.startsWith(prefix)) break
      const bonus = isWholeWord(word, prefix) ? WHOLE_WORD : 0
      const list = this.#postings[at] as Uint32Array
      for (let i = 0; i < list.length; i += 2)
        this.#count(list[i] as number, (list[i + 1] as number) + bonus, round)
    }
  }

  /** Counts a match; of several matches of one word the best alone. */
  #count(number: number, weight: number, round: number): void {
    const matched = this.#matched[number] as number
    if (matched < round) return
    this.#matched[number] = round + 1
    const best = this.#best[number] as number
    if (weight <= best) return
    this.#best[number] = weight
    this.#score[number] = (this.#score[number] as number) + weight - best
  }

  /** The first word that is not below the prefix. */
  #firstFrom(prefix: string): number {
    let [low, high] = [0, this.#words.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compareTexts(this.#words[middle] as string, prefix) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Entries by app, then username: the order among those with the same score. */
function inOrder(entries: readonly SearchEntry[]): SearchEntry[] {
  return entries
    .map((entry) => ({ key: orderKey(entry), entry }))
    .toSorted((a, b) => compareTexts(a.key, b.key))
    .map(({ entry }) => entry)
}

/** Texts that sort entries by app, then username, then account. */
export function orderKey({ appName, username, accountId }: SearchEntry): string {
  return `${normaliseText(appName)}\u0000${normaliseText(username)}\u0000${accountId}`
}
