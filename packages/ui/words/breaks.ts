/** A part of a text, and where in the text it begins. */
export interface TextPart {
  readonly at: number
  readonly part: string
}

/** Shorter words fit everywhere, and are left alone. */
const LONG = /\S{12}/u
const AFTER_SIGN = /(?<=[@._+/-])(?=[^\s@._+/-])/u

/** The parts of a text between which a line may end: behind the signs that addresses have. */
export function breakable(text: string): readonly TextPart[] {
  if (!LONG.test(text)) return [{ at: 0, part: text }]
  let at = 0
  return text.split(AFTER_SIGN).map((part) => {
    const begin = at
    at += part.length
    return { at: begin, part }
  })
}
