import { hash } from 'node:crypto'

const FIRST_SLOTS = 1024

/**
 * A set of texts that keeps 64 bits of the SHA-256 of each: 16 to 32 bytes, where a Set of the texts
 * takes over 150. It never forgets one that was added. One that was not is taken for another with a
 * chance of a trillionth or less, among millions.
 */
export class Fingerprints {
  /** Two words for each slot, both 0 in a free one; at most half of the slots are taken. */
  #slots = new Uint32Array(2 * FIRST_SLOTS)
  #size = 0

  get size(): number {
    return this.#size
  }

  /** @returns whether it was not there before */
  add(text: string): boolean {
    const bytes = hash('sha256', text, 'buffer')
    const low = bytes.readUInt32LE(0)
    // No fingerprint is that of a free slot.
    const high = bytes.readUInt32LE(4) || 1
    const at = slotOf(this.#slots, low, high)
    if (this.#slots[at + 1] !== 0) return false
    this.#slots[at] = low
    this.#slots[at + 1] = high
    this.#size += 1
    if (4 * this.#size > this.#slots.length) this.#grow()
    return true
  }

  has(text: string): boolean {
    const bytes = hash('sha256', text, 'buffer')
    const at = slotOf(this.#slots, bytes.readUInt32LE(0), bytes.readUInt32LE(4) || 1)
    return this.#slots[at + 1] !== 0
  }

  #grow(): void {
    const before = this.#slots
    const slots = new Uint32Array(2 * before.length)
    for (let from = 0; from < before.length; from += 2) {
      const [low = 0, high = 0] = [before[from], before[from + 1]]
      if (high === 0) continue
      const at = slotOf(slots, low, high)
      slots[at] = low
      slots[at + 1] = high
    }
    this.#slots = slots
  }
}

/** Where the fingerprint is, or the free slot where it belongs. The length is a power of two. */
function slotOf(slots: Uint32Array, low: number, high: number): number {
  const mask = slots.length - 1
  let at = (low * 2) & mask
  while (slots[at + 1] !== 0 && (slots[at] !== low || slots[at + 1] !== high)) at = (at + 2) & mask
  return at
}
