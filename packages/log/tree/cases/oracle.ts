import { concatBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'

/** RFC 9162 section 2.1 word by word, with nothing remembered and nothing made quick. */

/** MTH(D_n). */
export function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (only === undefined) return sha256(new Uint8Array())
  if (leaves.length === 1) return sha256(concatBytes(Uint8Array.of(0), only))
  const k = largestPower(leaves.length)
  const halves = [treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k))]
  return sha256(concatBytes(Uint8Array.of(1), ...halves))
}

/** PATH(m, D_n). */
export function path(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const k = largestPower(leaves.length)
  if (m < k) return [...path(m, leaves.slice(0, k)), treeHash(leaves.slice(k))]
  return [...path(m - k, leaves.slice(k)), treeHash(leaves.slice(0, k))]
}

/** PROOF(m, D_n). */
export function proof(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  return subproof(m, leaves, true)
}

function subproof(m: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] {
  if (m === leaves.length) return isWhole ? [] : [treeHash(leaves)]
  const k = largestPower(leaves.length)
  if (m <= k) return [...subproof(m, leaves.slice(0, k), isWhole), treeHash(leaves.slice(k))]
  return [...subproof(m - k, leaves.slice(k), false), treeHash(leaves.slice(0, k))]
}

/** The largest power of two that is smaller. */
function largestPower(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1))
}
