const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Characters that a terminal gives two columns: East Asian wide ones and pictures. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u
/** Characters that take no column of their own. */
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of GRAPHEMES.segment(text)) width += widthOfGrapheme(segment)
  return width
}

/** The text, cut to so many columns with an ellipsis where it is wider. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let cut = ''
  let left = width - 1
  for (const { segment } of GRAPHEMES.segment(text)) {
    left -= widthOfGrapheme(segment)
    if (left < 0) break
    cut += segment
  }
  return `${cut}…`
}

/** The text, filled up with spaces to so many columns. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

function widthOfGrapheme(grapheme: string): number {
  if (NONE.test(grapheme)) return 0
  return WIDE.test(grapheme) ? 2 : 1
}
