/** What the typed characters came to so far. */
export interface Typed {
  /** The line once it is finished, null when the person gave up, undefined before. */
  readonly line: string | null | undefined
  /** What a terminal has to show for these characters. */
  readonly echo: string
}

const END = /[\r\n]/
const GIVE_UP = '\u0003\u0004'
const ERASE = '\u007F\b'
const ERASE_LINE = '\u0015'

/**
 * Reads one line from the characters of a terminal in raw mode: Backspace takes one back, Ctrl-U
 * all, Ctrl-C gives up, Ctrl-D too on an empty line. Keys that are no characters, such as arrows,
 * are passed over.
 */
export function lineReader(): { take(characters: string): Typed } {
  let line: string[] = []
  return {
    take(characters) {
      let echo = ''
      // A key that is no character comes as one escape sequence.
      if (characters.startsWith('\u001B')) return { line: undefined, echo }
      for (const character of characters) {
        if (END.test(character)) return { line: line.join(''), echo }
        if (GIVE_UP.includes(character) && (character === '\u0003' || line.length === 0))
          return { line: null, echo }
        if (ERASE.includes(character)) {
          if (line.pop() !== undefined) echo += '\b \b'
        } else if (character === ERASE_LINE) {
          echo += '\b \b'.repeat(line.length)
          line = []
        } else if (!/\p{Cc}/u.test(character)) {
          line.push(character)
          echo += character
        }
      }
      return { line: undefined, echo }
    },
  }
}
