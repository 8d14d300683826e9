import { equalBytes } from '@keyward/codec'
import { EMPTY_ROOT, nodeHash } from './hash.ts'

/** A tree, by how many leaves it has and its root. */
export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** Whether the proof shows that the leaf is in the tree (RFC 9162 section 2.1.3.2). Never throws. */
export function isIncluded(
  /** `hash` is that of `leafHash`, `index` counts from 0. */
  leaf: { readonly index: number; readonly hash: Uint8Array },
  { size, root }: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(leaf.index) || !isCount(size) || leaf.index >= size) return false
  let place = leaf.index
  let last = size - 1
  let hash = leaf.hash
  for (const other of proof) {
    if (last === 0 || !isHash(other)) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(other, hash)
      // A node that has no right neighbour is the same one further up.
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      hash = nodeHash(hash, other)
    }
    place = half(place)
    last = half(last)
  }
  return last === 0 && equalBytes(hash, root)
}

/**
 * Whether the proof shows that the second tree begins with the first one (RFC 9162 section
 * 2.1.4.2). Every tree begins with the empty one. Never throws.
 */
export function isConsistent(
  first: TreeHead,
  second: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(first.size) || !isCount(second.size) || first.size > second.size) return false
  if (first.size === 0) return proof.length === 0 && equalBytes(first.root, EMPTY_ROOT)
  if (first.size === second.size) return proof.length === 0 && equalBytes(first.root, second.root)
  const [start, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof
  if (start === undefined || proof.length === 0 || !proof.every(isHash)) return false
  let [place, last] = [first.size - 1, second.size - 1]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  let [before, after] = [start, start]
  for (const other of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      before = nodeHash(other, before)
      after = nodeHash(other, after)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else {
      after = nodeHash(after, other)
    }
    place = half(place)
    last = half(last)
  }
  return last === 0 && equalBytes(before, first.root) && equalBytes(after, second.root)
}

function half(count: number): number {
  return Math.floor(count / 2)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isPowerOfTwo(count: number): boolean {
  let rest = count
  while (rest % 2 === 0) rest /= 2
  return rest === 1
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === 32
}
