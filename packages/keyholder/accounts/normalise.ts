const PLAIN = /^[ -~]*$/

/**
 * Brings texts that people take for the same to the same form: NFKC, without surrounding space,
 * case-folded without a locale. Never throws, and changes nothing when used twice.
 */
export function normaliseText(text: string): string {
  // Most text is plain ASCII, where lower case is all there is to do.
  if (PLAIN.test(text)) return text.toLowerCase().trim()
  let folded = text
  // Folding can make new compositions and these new letters to fold: it settles after a few rounds.
  for (let round = 0; round < 8; round += 1) {
    const next = foldOnce(folded)
    if (next === folded) break
    folded = next
  }
  return folded
}

/** Upper case first, so that ß and SS meet; then lower case, where sigma has one form at the end. */
function foldOnce(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFKC')
    .trim()
}
