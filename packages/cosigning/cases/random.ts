import { createHash } from 'node:crypto'
import type { Random } from '@keyward/primitives/signature'

/** The same bytes for the same seed, in every run: SHA-256 of the seed and a counter. */
export function seededRandom(seed: string): Random {
  let counter = 0
  return (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256').update(`${seed}/${counter}`).digest()
      counter += 1
      bytes.set(block.subarray(0, Math.min(32, length - at)), at)
    }
    return bytes
  }
}
