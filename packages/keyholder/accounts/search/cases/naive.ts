import { compareTexts } from '../../merge/order.ts'
import type { SearchEntry } from '../entry.ts'
import { queryWords } from '../words.ts'

const WORD_START = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u

/** What a search has to find, worked out entry by entry and word by word as its rules say it. */
export function naiveSearch(entries: readonly SearchEntry[], query: string): SearchEntry[] {
  const words = queryWords(query)
  return entries
    .map((entry) => ({ entry, scores: words.map((word) => scoreOf(entry, word)) }))
    .filter(({ scores }) => !scores.includes(0))
    .map(({ entry, scores }) => ({ entry, score: scores.reduce((sum, one) => sum + one, 0) }))
    .toSorted((a, b) => b.score - a.score || compareEntries(a.entry, b.entry))
    .map(({ entry }) => entry)
}

function scoreOf({ appName, rpIds, username, labels }: SearchEntry, word: string): number {
  return Math.max(
    valueScore(appName, 40, word),
    ...rpIds.map((rpId) => valueScore(rpId, 30, word)),
    valueScore(username, 20, word),
    ...labels.map((label) => valueScore(label, 10, word)),
  )
}

/** The first word of a value counts 5 more, a whole word 3. */
function valueScore(value: string, weight: number, word: string): number {
  let best = 0
  let isFirst = true
  const take = (text: string, more: number): void => {
    if (!text.startsWith(word)) return
    const next = text.charAt(word.length)
    const whole = next === '' || !WORD_CHARACTER.test(next) ? 3 : 0
    best = Math.max(best, weight + more + whole)
  }
  for (const run of queryWords(value)) {
    const starts = [...run.matchAll(WORD_START)].map(({ index }) => index)
    for (const start of starts) {
      take(run.slice(start), isFirst ? 5 : 0)
      isFirst = false
    }
    // A run that begins with a sign is found by it too.
    if (starts[0] !== 0) take(run, 0)
  }
  return best
}

/** By app, then username, then account. */
function compareEntries(a: SearchEntry, b: SearchEntry): number {
  return (
    compareTexts(spaced(a.appName), spaced(b.appName)) ||
    compareTexts(
      `${spaced(a.username)}\u0000${a.accountId}`,
      `${spaced(b.username)}\u0000${b.accountId}`,
    )
  )
}

function spaced(text: string): string {
  return queryWords(text)
    .map((run) => ` ${run}`)
    .join('')
}
