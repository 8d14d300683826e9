import { equalBytes } from '@keyward/codec'

/** Whether two rows are the same, or both absent. */
export function isSameRow(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : equalBytes(a, b)
}
