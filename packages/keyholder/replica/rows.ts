import { equalBytes } from '@keyward/codec'
import type { Change, Expectation } from './port.ts'

/** The most that IndexedDB can be asked for, and more than anybody stores. */
const MOST_ROWS = 2 ** 32 - 1

/** Bytes of their own, and a plain Uint8Array even where a subclass was given. */
export function copyBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

/** The same changes or expectations with bytes of their own. */
export function copyRows<T extends Change | Expectation>(rows: readonly T[]): T[] {
  return rows.map((row) => ({ ...row, value: row.value && copyBytes(row.value) }))
}

/** A limit as a whole number from 0: absent means all, and what is no number means none. */
export function rowLimit(limit: number = MOST_ROWS): number {
  return limit > 0 ? Math.trunc(Math.min(limit, MOST_ROWS)) : 0
}

/** Whether a stored value is the expected one, or absent where null is expected. */
export function isHeld(stored: Uint8Array | undefined, expected: Uint8Array | null): boolean {
  if (stored === undefined || expected === null) return stored === undefined && expected === null
  return equalBytes(stored, expected)
}
