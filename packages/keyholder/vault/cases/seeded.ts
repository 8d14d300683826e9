import type { Random } from '@keyward/primitives/signature'

/** The same bytes for the same seed, in order (Mulberry32). For tests alone. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const byte = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff
  }
  return (length) => Uint8Array.from({ length }, byte)
}
