import { encodeHex, encodeUtf8 } from '@keyward/codec'
import { fuzzRuns } from '@keyward/testkit'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { path, proof, treeHash } from './cases/oracle.ts'
import { EMPTY_ROOT, leafHash, nodeHash } from './hash.ts'
import { addLeaf, NO_PEAKS, type Peaks, rootOf } from './peaks.ts'
import { planConsistency, planInclusion, planRoot, proofOf, type TreeNode } from './proofs.ts'
import { isConsistent, isIncluded } from './verify-proof.ts'

const MOST = 131

const leaves = Array.from({ length: MOST }, (_, n) => encodeUtf8(`entry ${n}`))
const hashes = leaves.map(leafHash)

/** As a store keeps a tree: with each leaf what it completed. */
const completed: (readonly Uint8Array[])[] = []
const peaks: Peaks[] = [NO_PEAKS]
for (const hash of hashes) {
  const added = addLeaf(peaks.at(-1)!, hash)
  completed.push(added.completed)
  peaks.push(added.peaks)
}
const roots = peaks.map(rootOf)

const hashOf = ({ level, index }: TreeNode): Uint8Array =>
  completed[(index + 1) * 2 ** level - 1]![level]!
const inclusion = (index: number, size: number) => proofOf(planInclusion(index, size), hashOf)
const consistency = (first: number, size: number) => proofOf(planConsistency(first, size), hashOf)
const headAt = (size: number) => ({ size, root: roots[size]! })

const PAIRS = Array.from({ length: MOST + 1 }, (_, size) => size).flatMap((size) =>
  Array.from({ length: size + 1 }, (_, first) => [first, size] as const),
)

const flipped = (bytes: Uint8Array, at = 0): Uint8Array => {
  const copy = bytes.slice()
  copy[at]! ^= 1
  return copy
}

describe('a tree that grows leaf by leaf', () => {
  test('has the root that RFC 9162 defines, at every size', () => {
    for (let size = 0; size <= MOST; size += 1)
      expect([size, roots[size]]).toEqual([size, treeHash(leaves.slice(0, size))])
    expect(encodeHex(EMPTY_ROOT)).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
  })

  test('has the roots of all sizes that it had', () => {
    for (let size = 1; size <= MOST; size += 1)
      expect(proofOf(planRoot(size), hashOf)).toEqual([roots[size]])
  })

  test('keeps one hash for each bit of its size', () => {
    for (const { size, hashes: kept } of peaks)
      expect(kept).toHaveLength([...size.toString(2)].filter((bit) => bit === '1').length)
    expect(completed.flat()).toHaveLength(2 * MOST - peaks[MOST]!.hashes.length)
  })

  test('has the published roots of RFC 6962’s reference tree', () => {
    // The inputs and roots of the tests of certificate-transparency, for 1, 2, 3 and 8 leaves.
    const inputs = [
      '',
      '00',
      '10',
      '2021',
      '3031',
      '40414243',
      '5051525354555657',
      '606162636465666768696a6b6c6d6e6f',
    ].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))
    let tree = NO_PEAKS
    const found = inputs.map((input) => {
      tree = addLeaf(tree, leafHash(input)).peaks
      return encodeHex(rootOf(tree))
    })
    expect([found[0], found[1], found[2], found[7]]).toEqual([
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
      '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
    ])
  })
})

/** Pairs small enough for the oracle, which forgets everything at once. */
const SMALL = PAIRS.filter(([, size]) => size <= 40)

describe('proofs of inclusion', () => {
  test('are those that RFC 9162 defines', () => {
    for (const [index, size] of SMALL.filter(([at, all]) => at < all))
      expect(inclusion(index, size)).toEqual(path(index, leaves.slice(0, size)))
  })

  test('hold for every leaf of every size', () => {
    const failed = PAIRS.filter(
      ([index, size]) =>
        index < size &&
        !isIncluded({ index, hash: hashes[index]! }, headAt(size), inclusion(index, size)),
    )
    expect(failed).toEqual([])
  })

  test('hold for no other leaf, place, size or root', () => {
    const held: unknown[] = []
    for (const [index, size] of SMALL) {
      if (index === size) continue
      const made = inclusion(index, size)
      const hash = hashes[index]!
      const head = headAt(size)
      const lies = {
        leaf: isIncluded({ index, hash: flipped(hash) }, head, made),
        root: isIncluded({ index, hash }, { ...head, root: flipped(head.root) }, made),
        place: size > 1 && isIncluded({ index: (index + 1) % size, hash }, head, made),
        beyond: isIncluded({ index: size, hash }, head, made),
        longer: isIncluded({ index, hash }, head, [...made, hash]),
        shorter: made.length > 0 && isIncluded({ index, hash }, head, made.slice(1)),
      }
      if (Object.values(lies).includes(true)) held.push({ index, size, lies })
    }
    expect(held).toEqual([])
  })
})

describe('proofs of consistency', () => {
  test('are those that RFC 9162 defines', () => {
    for (const [first, size] of SMALL.filter(([one]) => one > 0))
      expect(consistency(first, size)).toEqual(proof(first, leaves.slice(0, size)))
  })

  test('hold for every pair of sizes', () => {
    const failed = PAIRS.filter(
      ([first, size]) => !isConsistent(headAt(first), headAt(size), consistency(first, size)),
    )
    expect(failed).toEqual([])
  })

  test('hold for no other root or size, and not with a hash more or less', () => {
    const held: unknown[] = []
    for (const [first, size] of SMALL) {
      const made = consistency(first, size)
      const [one, two] = [headAt(first), headAt(size)]
      const lies = {
        before: isConsistent({ ...one, root: flipped(one.root) }, two, made),
        after: first > 0 && isConsistent(one, { ...two, root: flipped(two.root) }, made),
        longer: isConsistent(one, two, [...made, two.root]),
        shorter: made.length > 0 && isConsistent(one, two, made.slice(0, -1)),
        turned: first < size && isConsistent(two, one, made),
      }
      if (Object.values(lies).includes(true)) held.push({ first, size, lies })
    }
    expect(held).toEqual([])
  })

  test('a tree that forked has none', () => {
    const other = leaves.map((leaf, n) => (n === 5 ? flipped(leaf) : leaf))
    for (const first of [6, 7, 8, 20]) {
      const forged = proof(first, other.slice(0, 33))
      const fork = { size: 33, root: treeHash(other.slice(0, 33)) }
      expect(isConsistent(headAt(first), fork, forged)).toBe(false)
      expect(isConsistent(headAt(first), fork, consistency(first, 33))).toBe(false)
    }
  })
})

describe('fuzz', () => {
  const hash = fc.uint8Array({ minLength: 0, maxLength: 40 })
  const count = fc.oneof(fc.nat(MOST), fc.integer(), fc.double())

  test('a proof of anything but the right hashes is refused, and nothing throws', () => {
    fc.assert(
      fc.property(count, count, fc.array(hash, { maxLength: 9 }), hash, (one, two, made, root) => {
        const head = { size: two, root }
        const isOnly = one === 0 && two === 1 && made.length === 0
        expect(isIncluded({ index: one, hash: root }, head, made)).toBe(isOnly)
        const isSame = one === two && made.length === 0 && Number.isSafeInteger(one) && one > 0
        expect(isConsistent({ size: one, root }, head, made)).toBe(isSame)
      }),
      { numRuns: fuzzRuns() },
    )
  })

  test('one flipped bit in a proof refuses it', () => {
    const place = fc.tuple(fc.integer({ min: 2, max: MOST }), fc.nat(), fc.nat(), fc.nat(31))
    const bent = (made: readonly Uint8Array[], at: number, byte: number) =>
      made.map((one, n) => (n === at % made.length ? flipped(one, byte) : one))
    fc.assert(
      fc.property(place, ([size, a, b, byte]) => {
        const index = a % size
        const leaf = { index, hash: hashes[index]! }
        expect(isIncluded(leaf, headAt(size), bent(inclusion(index, size), b, byte))).toBe(false)
        const first = (a % (size - 1)) + 1
        const crooked = bent(consistency(first, size), b, byte)
        expect(isConsistent(headAt(first), headAt(size), crooked)).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })
})

test('places beyond 32 bits are counted rightly', () => {
  const size = 2 ** 40 + 3
  const plan = planInclusion(2 ** 40 + 1, size)
  expect(plan).toEqual([
    [{ level: 0, index: 2 ** 40 }],
    [{ level: 0, index: 2 ** 40 + 2 }],
    [{ level: 40, index: 0 }],
  ])
  const hash = leafHash(new Uint8Array())
  const made = [hash, hash, hash]

  const root = nodeHash(hash, nodeHash(nodeHash(hash, hash), hash))
  expect(isIncluded({ index: 2 ** 40 + 1, hash }, { size, root }, made)).toBe(true)
})
