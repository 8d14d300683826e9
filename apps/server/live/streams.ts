import { Refused } from '../auth/refused.ts'

/** How many streams one member may have open at a server. */
const MOST = 20

/** Counts open streams by member. */
export class Streams {
  readonly #open = new Map<string, number>()

  /** Counts one more. Returns what counts it off again. @throws {Refused} `rate_limited` */
  open(member: string): () => void {
    const count = this.#open.get(member) ?? 0
    if (count >= MOST) throw new Refused('rate_limited', { retryAfter: 20 })
    this.#open.set(member, count + 1)
    return () => {
      const left = (this.#open.get(member) ?? 1) - 1
      if (left === 0) this.#open.delete(member)
      else this.#open.set(member, left)
    }
  }
}
