import type { CborKey, CborValue } from '@keyward/codec'

/** When something was changed (milliseconds since 1970, UTC) and on which device (its id). */
export interface Stamp {
  readonly at: number
  readonly by: string
}

/** One value with the stamp of its last change. A register that was never written has `at` 0. */
export interface Register<T> extends Stamp {
  readonly value: T
  /** What a later version of Keyward added to it, kept as it is. */
  readonly extra?: readonly CborValue[]
}

/** A set of texts: each text with whether it is in the set, and since when. */
export type StampedSet = ReadonlyMap<string, Register<boolean>>

/** A time for each device id. */
export type DeviceTimes = ReadonlyMap<string, number>

/**
 * Whether something is there or deleted. `touched` has each device's latest edit of it, a deletion
 * being one. `removed` has those edits that whoever deleted it knew of. It is deleted while it has
 * no edit that no deleter knew of: an edit made elsewhere at the same time revives it, whatever the
 * clocks said, and so does restoring it, which is an edit.
 */
export interface Presence {
  readonly touched: DeviceTimes
  readonly removed: DeviceTimes
}

/** Members that this version does not know, kept for those that do. */
export type Rest = ReadonlyMap<CborKey, CborValue>

/** The latest time that a stamp can have: the last millisecond of an ECMAScript date. */
export const LATEST = 8_640_000_000_000_000

/** The texts that are in the set, in order. */
export function membersOf(set: StampedSet): string[] {
  return [...set]
    .filter(([, { value }]) => value)
    .map(([text]) => text)
    .toSorted()
}

export function isRemoved({ touched, removed }: Presence): boolean {
  if (removed.size === 0) return false
  for (const [device, at] of touched) if (at > (removed.get(device) ?? -1)) return false
  return true
}

/** When it was deleted last, whether or not it was revived since; undefined when it never was. */
export function removedAt({ removed }: Presence): number | undefined {
  return removed.size === 0 ? undefined : latestOf(removed)
}

/** The latest of the times; 0 when there is none. */
export function latestOf(times: DeviceTimes): number {
  let latest = 0
  for (const at of times.values()) latest = Math.max(latest, at)
  return latest
}
