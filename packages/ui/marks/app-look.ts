/** What an app's icon shows: one or two letters, on the ground of one hue. */
export interface AppLook {
  readonly letters: string
  /** In degrees, for oklch: one of twelve. */
  readonly hue: number
}

/** As many hues as the eye keeps apart on quiet grounds. */
export const HUES = 12

/**
 * Derives the look of an app's icon from its name. The same name looks the same on every device;
 * case, surrounding space and the way an accent is encoded don't matter. Any text gives a look.
 */
export function deriveAppLook(name: string): AppLook {
  const plain = name.normalize('NFKC').trim()
  return { letters: lettersOf(plain), hue: hueOf(plain.toLowerCase()) }
}

/** The first letters of the first two words, or of the one word; a dot when there is none. */
function lettersOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  const firsts = words.slice(0, 2).map((word) => firstLetter(word))
  return firsts.length === 0 ? '·' : firsts.join('')
}

function firstLetter(word: string): string {
  const match = /^[\p{L}\p{N}]\p{M}*/u.exec(word)
  // Some letters have an upper case of two, such as ß: the first is enough.
  const upper = (match?.[0] ?? word).toUpperCase()
  return /^[\p{L}\p{N}]\p{M}*/u.exec(upper)?.[0] ?? upper
}

/** FNV-1a over the UTF-16 units, spread over the twelve hues. */
function hueOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  // The low bits of FNV are the poor ones for short texts.
  const mixed = (hash ^ (hash >>> 15)) >>> 0
  return (mixed % HUES) * (360 / HUES) + 10
}
