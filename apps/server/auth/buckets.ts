import { Recent } from './recent.ts'
import { Refused } from './refused.ts'

/** A bucket holds `size` requests and gets one more every `every` milliseconds. */
export interface Rate {
  readonly size: number
  readonly every: number
}

/** What is counted, and how often it may happen. */
export const RATES = {
  /** Requests without a session, by the address they come from. */
  open: { size: 300, every: 250 },
  /** Requests with a session, by member. */
  member: { size: 1200, every: 50 },
  /** Sign-ins by passphrase, by the member's address: known or not. */
  address: { size: 10, every: 60_000 },
  /** Workspaces created or tried to, by the address they come from. */
  signUp: { size: 30, every: 60_000 },
  /** Refusals that are written to the activity log, by member or workspace. */
  refusals: { size: 30, every: 60_000 },
  /** Sign-ins together with the signer, by account and member. */
  cosign: { size: 8, every: 1000 },
} as const satisfies Readonly<Record<string, Rate>>

export type RateName = keyof typeof RATES
export type Rates = Readonly<Record<RateName, Rate>>

/** How many buckets of one kind are kept; those that were not used for the longest time go. */
const MOST_BUCKETS = 50_000

interface Bucket {
  readonly left: number
  readonly at: number
}

/**
 * Counts requests. The buckets live in this process: several processes behind one address each have
 * their own, so that what is allowed is that many times as much.
 */
export class Buckets {
  readonly #clock: () => number
  readonly #rates: Rates
  readonly #buckets: Readonly<Record<RateName, Recent<Bucket>>>

  constructor(clock: () => number, rates: Partial<Rates> = {}) {
    this.#clock = clock
    this.#rates = { ...RATES, ...rates }
    this.#buckets = {
      open: new Recent(MOST_BUCKETS),
      member: new Recent(MOST_BUCKETS),
      address: new Recent(MOST_BUCKETS),
      signUp: new Recent(MOST_BUCKETS),
      refusals: new Recent(MOST_BUCKETS),
      cosign: new Recent(MOST_BUCKETS),
    }
  }

  /** Takes one from a bucket. @throws {Refused} `rate_limited` with the seconds to wait */
  take(name: RateName, key: string): void {
    const wait = this.#draw(name, key)
    if (wait > 0) throw new Refused('rate_limited', { retryAfter: Math.ceil(wait / 1000) })
  }

  /** Takes one from a bucket; false when it was empty. */
  tryTake(name: RateName, key: string): boolean {
    return this.#draw(name, key) === 0
  }

  /** Milliseconds to wait, or 0 when one was taken. */
  #draw(name: RateName, key: string): number {
    const { size, every } = this.#rates[name]
    const now = this.#clock()
    const bucket = this.#buckets[name].get(key) ?? { left: size, at: now }
    // A clock that was set back fills nothing and takes nothing away.
    const gained = Math.max(0, now - bucket.at) / every
    const left = Math.min(size, bucket.left + gained)
    const taken = left >= 1
    this.#buckets[name].set(key, { left: taken ? left - 1 : left, at: now })
    return taken ? 0 : Math.max(1, (1 - left) * every)
  }
}

/** The part of an IP address that belongs to one customer: of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!bare.includes(':')) return bare
  const [head = '', tail] = bare.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':')
    while (groups.length + after.length < 8) groups.push('0')
    groups.push(...after)
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
