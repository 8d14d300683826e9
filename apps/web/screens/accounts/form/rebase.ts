import { DRAFT_TEXTS, type DraftText, type DraftTexts } from './draft.ts'

/** A form after the account was changed on another device. */
export interface Rebased {
  /** What the fields show from now on. */
  readonly texts: DraftTexts
  /** Fields that nobody touched here, and that took the new value over. */
  readonly adopted: readonly DraftText[]
  /** Fields that were changed in both places: what was typed here stays. */
  readonly contested: readonly DraftText[]
}

/**
 * Brings what was typed together with what is new.
 *
 * @param base what the form began with
 * @param mine what its fields show
 * @param theirs what the account has now
 */
export function rebase(base: DraftTexts, mine: DraftTexts, theirs: DraftTexts): Rebased {
  const moved = DRAFT_TEXTS.filter(
    (name) => theirs[name] !== base[name] && theirs[name] !== mine[name],
  )
  const adopted = moved.filter((name) => mine[name] === base[name])
  const contested = moved.filter((name) => mine[name] !== base[name])
  const texts = { ...mine }
  for (const name of adopted) texts[name] = theirs[name]
  return { texts, adopted, contested }
}
