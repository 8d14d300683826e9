import { randomInt } from 'node:crypto'

/** Numbers that come again with the same seed. */
export interface Seeded {
  readonly seed: number
  /** A whole number from 0 to below `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T | undefined
}

/** KEYWARD_SEED chooses the seed, to see a failed run again. */
export function seeded(): Seeded {
  const seed = Number(process.env['KEYWARD_SEED'] ?? randomInt(2 ** 31))
  let state = seed >>> 0
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return { seed, below, pick: (from) => from[below(from.length)] }
}
