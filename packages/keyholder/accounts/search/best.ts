import type { SearchEntry } from './entry.ts'
import { compareOrders, type Order, SEARCHED } from './lines.ts'
import type { Segment } from './segment.ts'

/** Scores the entries of all segments in which every pattern is found; each word's best match counts. */
export function score(
  segments: readonly Segment[],
  patterns: readonly string[],
  limit: number,
): void {
  const [first, ...more] = patterns
  for (const { scores } of segments) scores.fill(first === undefined ? 1 : 0)
  if (first === undefined) return
  if (more.length === 0) return scoreOne(segments, first, limit)
  for (const segment of segments) scoreAll(segment, patterns)
}

/**
 * For one word a match in a column counts more than any in the columns after it, so that it need not
 * be looked for there once there are enough.
 */
function scoreOne(segments: readonly Segment[], pattern: string, limit: number): void {
  let found = 0
  for (const { column, weight } of SEARCHED) {
    for (const segment of segments) found += segment.raise(segment.scores, column, weight, pattern)
    if (found >= limit) return
  }
}

function scoreAll(segment: Segment, patterns: readonly string[]): void {
  const { scores } = segment
  const own = new Uint32Array(segment.size)
  for (const [round, pattern] of patterns.entries()) {
    own.fill(0)
    let found = 0
    for (const { column, weight } of SEARCHED) found += segment.raise(own, column, weight, pattern)
    if (found === 0) {
      scores.fill(0)
      return
    }
    for (let number = 0; number < own.length; number += 1) {
      const isIn = own[number] !== 0 && (round === 0 || scores[number] !== 0)
      scores[number] = isIn ? (scores[number] as number) + (own[number] as number) : 0
    }
  }
}

/** The best entry of a segment that was not taken yet. */
interface Head {
  readonly segment: Segment
  readonly scores: Uint32Array
  readonly number: number
  readonly score: number
  readonly order: Order
}

/** Takes the entries with the highest scores, at most `limit`; of equal ones the first in order. */
export function takeBest(segments: readonly Segment[], limit: number): SearchEntry[] {
  const taken: SearchEntry[] = []
  if (limit <= 0) return taken
  for (const entry of bestFirst(segments.map((segment) => ({ segment, scores: segment.scores })))) {
    taken.push(entry)
    if (taken.length >= limit) break
  }
  return taken
}

/** The same one by one, of the scores as they are now: other searches may go on meanwhile. */
export function ranked(segments: readonly Segment[]): Iterable<SearchEntry> {
  return bestFirst(segments.map((segment) => ({ segment, scores: segment.scores.slice() })))
}

/** Takes each entry's score away as it gives the entry. */
function* bestFirst(scored: readonly Pick<Head, 'segment' | 'scores'>[]): Generator<SearchEntry> {
  // The best one comes last.
  const heads = scored.flatMap((one) => headOf(one) ?? []).toSorted(compareHeads)
  for (let head = heads.pop(); head !== undefined; head = heads.pop()) {
    yield head.segment.entry(head.number)
    head.scores[head.number] = 0
    const next = headOf(head)
    if (next !== undefined) heads.splice(placeOf(heads, next), 0, next)
  }
}

function headOf({ segment, scores }: Pick<Head, 'segment' | 'scores'>): Head | undefined {
  let best = 0
  let number = 0
  for (let at = 0; at < scores.length; at += 1) {
    const one = scores[at] as number
    if (one <= best) continue
    best = one
    number = at
  }
  if (best === 0) return undefined
  return { segment, scores, number, score: best, order: segment.order(number) }
}

function compareHeads(a: Head, b: Head): number {
  return a.score - b.score || compareOrders(b.order, a.order)
}

function placeOf(heads: readonly Head[], head: Head): number {
  let [low, high] = [0, heads.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compareHeads(heads[middle] as Head, head) < 0) low = middle + 1
    else high = middle
  }
  return low
}
