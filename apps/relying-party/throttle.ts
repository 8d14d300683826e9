/** Counts failures per key and says when the next attempt may be made. */
export type Throttle = {
  /** Seconds to wait before another attempt; 0 when one may be made now. */
  wait: (key: string) => number
  fail: (key: string) => void
  clear: (key: string) => void
}

/** Five failures close a key for a minute from the last one. */
const allowed = 5
const closedFor = 60_000
const keysKept = 10_000

export function makeThrottle(now: () => number): Throttle {
  const failures = new Map<string, { count: number; last: number }>()
  return {
    wait: (key) => {
      const entry = failures.get(key)
      if (!entry || entry.count < allowed) return 0
      return Math.max(0, Math.ceil((entry.last + closedFor - now()) / 1000))
    },
    fail: (key) => {
      const entry = failures.get(key)
      const recent = entry && now() - entry.last < closedFor
      failures.delete(key)
      failures.set(key, { count: recent ? entry.count + 1 : 1, last: now() })
      const oldest = failures.keys().next().value
      if (failures.size > keysKept && oldest !== undefined) failures.delete(oldest)
    },
    clear: (key) => void failures.delete(key),
  }
}
