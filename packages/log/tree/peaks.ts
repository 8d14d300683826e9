import { EMPTY_ROOT, nodeHash } from './hash.ts'

/**
 * What of a tree is needed to add leaves to it and to tell its root: the hashes of the complete
 * subtrees that it falls into, the largest first, one for each bit of its size.
 */
export interface Peaks {
  /** How many leaves the tree has. */
  readonly size: number
  readonly hashes: readonly Uint8Array[]
}

export const NO_PEAKS: Peaks = { size: 0, hashes: [] }

/** A tree with one more leaf, and the complete subtrees that end with this leaf, the leaf first. */
export interface Added {
  readonly peaks: Peaks
  /** `completed[level]` is the hash over the last 2^level leaves. */
  readonly completed: readonly Uint8Array[]
}

/** Adds a leaf, by its hash. */
export function addLeaf({ size, hashes }: Peaks, leaf: Uint8Array): Added {
  const left = [...hashes]
  const completed = [leaf]
  let last = leaf
  // Each subtree that is as large as the one made last joins with it.
  for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
    last = nodeHash(left.pop() as Uint8Array, last)
    completed.push(last)
  }
  return { peaks: { size: size + 1, hashes: [...left, last] }, completed }
}

/** The root of the tree, 32 bytes (RFC 9162 section 2.1.1). */
export function rootOf({ hashes }: Peaks): Uint8Array {
  return hashes.length === 0 ? EMPTY_ROOT : joinHashes(hashes)
}

/** The hash over neighbouring complete subtrees that get smaller to the right. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => nodeHash(left, right))
}
