import { joinHashes } from './peaks.ts'

/**
 * A complete subtree: the leaves from `index` * 2^`level` on, 2^`level` of them. It ends with the
 * leaf before (`index` + 1) * 2^`level`, and `addLeaf` of that leaf gave its hash.
 */
export interface TreeNode {
  readonly level: number
  readonly index: number
}

/** A proof as it is to be made: each of its hashes is made of the hashes of these nodes. */
export type ProofPlan = readonly (readonly TreeNode[])[]

/**
 * Which nodes prove that the leaf is in the tree (RFC 9162 section 2.1.3.1).
 *
 * @param index of the leaf, from 0
 * @param size how many leaves the tree has, more than `index`
 */
export function planInclusion(index: number, size: number): ProofPlan {
  const plan: TreeNode[][] = []
  let [start, end] = [0, size]
  while (end - start > 1) {
    const middle = start + splitOf(end - start)
    if (index < middle) {
      plan.push(nodesBetween(middle, end))
      end = middle
    } else {
      plan.push(nodesBetween(start, middle))
      start = middle
    }
  }
  return plan.toReversed()
}

/**
 * Which nodes prove that the larger tree begins with the smaller one (RFC 9162 section 2.1.4.1).
 * None are needed between a tree and itself or the empty one.
 *
 * @param first how many leaves the smaller tree has
 * @param size how many the larger one has, at least `first`
 */
export function planConsistency(first: number, size: number): ProofPlan {
  if (first === 0 || first === size) return []
  const plan: TreeNode[][] = []
  let [start, end] = [0, size]
  // Where the smaller tree is a complete subtree, whoever verifies has its hash.
  let isKnown = true
  while (first < end) {
    const middle = start + splitOf(end - start)
    if (first <= middle) {
      plan.push(nodesBetween(middle, end))
      end = middle
    } else {
      plan.push(nodesBetween(start, middle))
      start = middle
      isKnown = false
    }
  }
  if (!isKnown) plan.push(nodesBetween(start, end))
  return plan.toReversed()
}

/** Which nodes the root of a tree of so many leaves, at least one, is made of. */
export function planRoot(size: number): ProofPlan {
  return [nodesBetween(0, size)]
}

/** The hashes of a proof, once those of its nodes are there. */
export function proofOf(plan: ProofPlan, hashOf: (node: TreeNode) => Uint8Array): Uint8Array[] {
  return plan.map((nodes) => joinHashes(nodes.map(hashOf)))
}

/** The largest power of two below the number, which is at least 2. */
function splitOf(count: number): number {
  let power = 1
  while (power * 2 < count) power *= 2
  return power
}

/** The complete subtrees that the leaves fall into; the first begins where one of its size may. */
function nodesBetween(start: number, end: number): TreeNode[] {
  const nodes: TreeNode[] = []
  for (let at = start; at < end;) {
    let [level, width] = [0, 1]
    while (at + width * 2 <= end && at % (width * 2) === 0) {
      level += 1
      width *= 2
    }
    nodes.push({ level, index: at / width })
    at += width
  }
  return nodes
}
