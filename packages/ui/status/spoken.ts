/** What is said to assistive programs at once, and shown nowhere. */
export interface Spoken {
  readonly words: string
  /** Another number each time, so that the same words are said again. */
  readonly nth: number
}

/** Long enough to be heard: what stays would be met by whoever reads the page from its top. */
const KEPT = 7000

const listeners = new Set<() => void>()
let spoken: Spoken = { words: '', nth: 0 }

/** Says something once. `UiRoot` has the place where it is said. */
export function speak(words: string): void {
  const { nth } = change(words)
  setTimeout(() => {
    if (spoken.nth === nth) change('')
  }, KEPT)
}

function change(words: string): Spoken {
  spoken = { words, nth: spoken.nth + 1 }
  for (const listener of listeners) listener()
  return spoken
}

export function nowSpoken(): Spoken {
  return spoken
}

/** Told after each change. Returns the way to stop. */
export function watchSpoken(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
