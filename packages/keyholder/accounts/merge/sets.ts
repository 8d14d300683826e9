import type { DeviceTimes, Presence, StampedSet } from '../content/stamped.ts'
import { laterRegister } from './order.ts'

/** The union of two maps, with `join` for keys that both have. */
export function joinMaps<K, V>(
  a: ReadonlyMap<K, V>,
  b: ReadonlyMap<K, V>,
  join: (a: V, b: V) => V,
): Map<K, V> {
  const joined = new Map(a)
  for (const [key, value] of b) {
    const other = joined.get(key)
    joined.set(key, other === undefined ? value : join(other, value))
  }
  return joined
}

/** For each text the later of being put in and being taken out. */
export function mergeSets(a: StampedSet, b: StampedSet): StampedSet {
  return joinMaps(a, b, laterRegister)
}

/** Whatever either side knows was edited, and whatever either side's deletions knew of. */
export function mergePresence(a: Presence, b: Presence): Presence {
  return { touched: mergeTimes(a.touched, b.touched), removed: mergeTimes(a.removed, b.removed) }
}

/** The later of two optional times. */
export function laterTime(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b
  return b === undefined ? a : Math.max(a, b)
}

function mergeTimes(a: DeviceTimes, b: DeviceTimes): DeviceTimes {
  return joinMaps(a, b, (x, y) => Math.max(x, y))
}
