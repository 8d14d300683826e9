import { normaliseText } from '../normalise.ts'

/** Stands before a letter or digit that begins a word and has no capital to say so. */
const MARK = '\u0001'
const SPACES = new RegExp(`[\\s${MARK}]+`, 'u')
const WORD_START = /(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu
const WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u

const TAB = 9
const LINE_END = 10

/** What is typed, as the texts that all have to be found. U+0001 counts as space. */
export function queryWords(query: string): string[] {
  return normaliseText(query)
    .split(SPACES)
    .filter((word) => word !== '')
}

/**
 * The values of a field as they are searched: without spaces but one before each run, and with each
 * letter or digit that begins a word marked. Normalised text has no capitals, so that a capital is
 * the mark of a to z, and looking for a word stops at few other places; all else has U+0001 before
 * it. Tabs part the values.
 */
export function searchedText(values: readonly string[]): string {
  return values
    .map((value) =>
      queryWords(value)
        .map((run) => ` ${marked(run)}`)
        .join(''),
    )
    .join('\t')
}

/**
 * What stands in searched text where something begins with the word: one that begins with a letter
 * or digit is found at every beginning of a word, so that `example` finds `perch.example`; another
 * one after a space alone.
 */
export function patternOf(word: string): string {
  const pattern = marked(word)
  return isMark(pattern.charCodeAt(0)) ? pattern : ` ${pattern}`
}

/** Searched text without its marks, to be put in order. */
export function unmarked(text: string): string {
  return text.replaceAll(MARK, '').toLowerCase()
}

/** Whether the match of a pattern at a place of the text is the first word of its value. */
export function isFirstWord(text: string, at: number): boolean {
  if (text.charCodeAt(at) === 32) return false
  for (let before = at - 1; before >= 0; before -= 1) {
    const code = text.charCodeAt(before)
    if (code === TAB || code === LINE_END) return true
    if (isMark(code)) return false
  }
  return true
}

/** Whether a word ends where a match does. */
export function isWordEnd(text: string, end: number): boolean {
  const code = text.charCodeAt(end)
  if (Number.isNaN(code) || code === 32 || code === TAB || code === LINE_END) return true
  // From a to z, which is most of it, needs no closer look.
  if (isMark(code) || (code >= 97 && code <= 122)) return false
  return !WORD_CHARACTER.test(text.charAt(end))
}

function marked(run: string): string {
  return run.replace(WORD_START, (first) =>
    first >= 'a' && first <= 'z' && first.length === 1 ? first.toUpperCase() : MARK + first,
  )
}

/** Whether this is a capital from A to Z or U+0001. */
function isMark(code: number): boolean {
  return code === 1 || (code >= 65 && code <= 90)
}
