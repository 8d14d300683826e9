import { wordlist } from '@scure/bip39/wordlists/english.js'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { COMMON_PASSPHRASES } from './common-passphrases.ts'
import { normalisePassphrase } from './normalise.ts'

/** How hard a passphrase is to guess. */
export interface PassphraseStrength {
  /** From 0 (a guess or two) to 4, as zxcvbn scores. */
  readonly score: 0 | 1 | 2 | 3 | 4
  /** The decimal logarithm of the guesses that an attacker needs who knows how people choose. */
  readonly guessesLog10: number
  /** Whether it may protect a vault. */
  readonly isEnough: boolean
}

/** A passphrase that protects a vault has the best score, and takes this many guesses (10^14). */
export const LEAST_SCORE = 4
export const LEAST_GUESSES_LOG10 = 14

const estimator = new ZxcvbnFactory({
  dictionary: { common: [...COMMON_PASSPHRASES], words: [...wordlist] },
})

/**
 * Measures a passphrase, as zxcvbn does. At the cost of `ARGON2ID_COST`, 10^14 guesses take a
 * thousand processors several hundred years.
 *
 * @param hints what an attacker would try first: the member's name, address, workspace
 */
export function measure(passphrase: string, hints: readonly string[] = []): PassphraseStrength {
  const { score, guessesLog10 } = estimator.check(normalisePassphrase(passphrase), [...hints])
  const isEnough = score >= LEAST_SCORE && guessesLog10 >= LEAST_GUESSES_LOG10
  return { score, guessesLog10, isEnough }
}
