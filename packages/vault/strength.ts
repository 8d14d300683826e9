export {
  LEAST_GUESSES_LOG10,
  LEAST_SCORE,
  measure,
  type PassphraseStrength,
} from './unlock/strength.ts'
