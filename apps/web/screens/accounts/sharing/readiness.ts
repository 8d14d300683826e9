import type { SharedPerson } from '@keyward/keyholder/commands'

/** How soon a person can sign in without the key. */
export type Readiness =
  /**
   * Their sign-ins are prepared. `left`: on the device that has the fewest; null when they need no
   * preparing, or when fewer are allowed than are prepared.
   */
  | { readonly state: 'ready' | 'low'; readonly left: number | null }
  /** `over`: their limits allow no more. `waiting`: an Owner's device has to prepare sign-ins. */
  | { readonly state: 'over' | 'waiting' }
  /** No device of theirs has said yet that it can sign in. */
  | { readonly state: 'no-device' }

/** Owners sign in by themselves: for them there is nothing to say. */
export function readinessOf(
  { role, limits, signInsUsed, deals }: SharedPerson,
  now: number,
): Readiness | undefined {
  if (role === 'owner') return undefined
  const allowed = (limits?.signIns ?? Number.POSITIVE_INFINITY) - signInsUsed
  if (allowed <= 0 || (limits?.expiresAt ?? Number.POSITIVE_INFINITY) <= now)
    return { state: 'over' }
  return readinessOfDeals(deals, allowed)
}

/** The device that is least ready speaks for all: each of them is one to sign in with. */
function readinessOfDeals(deals: SharedPerson['deals'], allowed: number): Readiness {
  if (deals.length === 0) return { state: 'no-device' }
  if (deals.some(({ state }) => state === 'waiting')) return { state: 'waiting' }
  const counts = deals.flatMap(({ left }) => (left === null ? [] : [left]))
  const left = counts.length === 0 ? null : Math.min(...counts)
  if (left !== null && left >= allowed) return { state: 'ready', left: null }
  return { state: deals.some(({ state }) => state === 'low') ? 'low' : 'ready', left }
}
