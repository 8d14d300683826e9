import { LIFETIMES } from '@keyward/protocol'
import { Fingerprints } from './fingerprints.ts'
import { Refused } from './refused.ts'

/** How many proofs are remembered at most in one generation. */
const MOST = 500_000

/**
 * A proof is good for as long as its date may be off, in both directions. A generation lasts that
 * long, and the one before it is kept too: so nothing is forgotten too early.
 */
const GENERATION = 2 * LIFETIMES.proof

/**
 * Which proofs were used. They are remembered in this process alone: with several processes behind
 * one address a proof could be used once in each, within two minutes, for the very same request.
 */
export class UsedProofs {
  #present = new Fingerprints()
  #before = new Fingerprints()
  #since = 0
  readonly #most: number

  constructor(most: number = MOST) {
    this.#most = most
  }

  /**
   * Takes note of a proof.
   *
   * @throws {Refused} `proof_replayed` when it was there already; `unavailable` when there are more
   *   than can be remembered
   */
  use(thumbprint: string, jti: string, now: number): void {
    this.#turn(now)
    const name = `${thumbprint} ${jti}`
    if (this.#present.has(name) || this.#before.has(name)) throw new Refused('proof_replayed')
    if (this.#present.size >= this.#most) throw new Refused('unavailable')
    this.#present.add(name)
  }

  #turn(now: number): void {
    const age = now - this.#since
    // A clock that was set back begins nothing anew, so that nothing is forgotten by it.
    if (age < GENERATION) return
    this.#before = age < 2 * GENERATION ? this.#present : new Fingerprints()
    this.#present = new Fingerprints()
    this.#since = now
  }
}
