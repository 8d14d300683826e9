/** From 0, which anyone guesses, to 4, which nobody does. */
export type StrengthScore = 0 | 1 | 2 | 3 | 4

/** One word or short sentence for each score, in order. */
export type StrengthWords = readonly [string, string, string, string, string]

export interface Strength {
  /** How many of the four bars are filled: at least one once something is typed. */
  readonly bars: 0 | 1 | 2 | 3 | 4
  readonly tone: 'error' | 'warn' | 'ok'
  /** Null while nothing is typed. */
  readonly word: string | null
}

const TONES = ['error', 'error', 'warn', 'ok', 'ok'] as const

/** What a meter shows of a score. A score of null means that nothing is typed yet. */
export function strengthOf(score: StrengthScore | null, words: StrengthWords): Strength {
  if (score === null) return { bars: 0, tone: 'error', word: null }
  return { bars: score === 0 ? 1 : score, tone: TONES[score], word: words[score] }
}
