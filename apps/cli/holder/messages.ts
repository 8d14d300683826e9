/** What a command asks of the holder: one line of JSON, answered with one line. */
export type Ask =
  /** Gives the key, and counts as use. */
  | { readonly ask: 'key' }
  /** Tells whether it holds one, without using it. */
  | { readonly ask: 'state' }
  | { readonly ask: 'limit'; readonly minutes: number }
  | { readonly ask: 'lock' }

/** Longer than any line between them. */
export const LONGEST_LINE = 4096

/** undefined for what is none. Never throws. */
export function parseAsk(line: string): Ask | undefined {
  const value = parseLine(line)
  if (typeof value !== 'object' || value === null || !('ask' in value)) return undefined
  const { ask } = value
  if (ask === 'key' || ask === 'state' || ask === 'lock') return { ask }
  const minutes = 'minutes' in value ? value.minutes : undefined
  return ask === 'limit' && typeof minutes === 'number' && minutes >= 1 && minutes <= 1440
    ? { ask, minutes }
    : undefined
}

/** The JSON value of a line; undefined when it is none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
