import { normaliseText } from '../normalise.ts'
import type { SearchEntry } from './entry.ts'

/** How much a match in a field counts, and how much more at the field's start and for whole words. */
const WEIGHTS = { appName: 40, rpIds: 30, username: 20, labels: 10 } as const
const AT_START = 5
export const WHOLE_WORD = 3

const WORD_START = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u

/** What is typed, as the texts that all have to be found. */
export function queryWords(query: string): string[] {
  return normaliseText(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
}

/**
 * Calls back with each text that can be typed to find the entry, and its weight: every run without
 * spaces from each start of a word in it, so that `perch.example` is found by `example` too.
 */
export function forEachWord(
  entry: SearchEntry,
  found: (word: string, weight: number) => void,
): void {
  const field = (text: string, weight: number): void => {
    let isFirst = true
    for (const run of queryWords(text)) {
      let isWhole = true
      for (const { index } of run.matchAll(WORD_START)) {
        found(run.slice(index), isFirst ? weight + AT_START : weight)
        isFirst = false
        isWhole &&= index > 0
      }
      // A run that starts with a sign, or has no letters at all, can be typed as it is.
      if (isWhole) found(run, weight)
    }
  }
  field(entry.appName, WEIGHTS.appName)
  field(entry.username, WEIGHTS.username)
  for (const rpId of entry.rpIds) field(rpId, WEIGHTS.rpIds)
  for (const label of entry.labels) field(label, WEIGHTS.labels)
}

/** Whether the word ends where its prefix does. */
export function isWholeWord(word: string, prefix: string): boolean {
  return word.length === prefix.length || !WORD_CHARACTER.test(word.charAt(prefix.length))
}
