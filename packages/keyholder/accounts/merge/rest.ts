import { type CborKey, type CborValue, encodeCbor, encodeHex } from '@keyward/codec'
import type { Rest, Stamp } from '../content/stamped.ts'
import { compareEncodings, compareStamps } from './order.ts'

/**
 * Merges members that this version does not know, by a rule that later versions build on: maps are
 * united, member by member; a list that starts like a register (`[value, at, by]`) goes by its
 * stamp; of anything else the higher encoding is kept. A map wins over what is no map, and a
 * register over what is none, so that the order is total and the merge gives the same everywhere.
 */
export function mergeRest(a: Rest, b: Rest): Rest {
  if (a.size === 0) return b
  if (b.size === 0) return a
  const joined = new Map<string, [CborKey, CborValue]>()
  for (const entry of a) joined.set(keyText(entry[0]), entry)
  for (const [key, value] of b) {
    const other = joined.get(keyText(key))
    joined.set(keyText(key), [key, other === undefined ? value : mergeUnknown(other[1], value)])
  }
  return new Map(joined.values())
}

function mergeUnknown(a: CborValue, b: CborValue): CborValue {
  if (a instanceof Map && b instanceof Map) return mergeRest(a as Rest, b as Rest)
  if (a instanceof Map) return a
  if (b instanceof Map) return b
  return compareUnknown(a, b) < 0 ? b : a
}

function compareUnknown(a: CborValue, b: CborValue): number {
  const [left, right] = [stampOf(a), stampOf(b)]
  if (left !== undefined && right === undefined) return 1
  if (left === undefined && right !== undefined) return -1
  const byStamp = left === undefined || right === undefined ? 0 : compareStamps(left, right)
  return byStamp === 0 ? compareEncodings(a, b) : byStamp
}

function stampOf(value: CborValue): Stamp | undefined {
  if (!Array.isArray(value)) return undefined
  const [, at, by] = value as readonly (CborValue | undefined)[]
  return typeof at === 'number' && typeof by === 'string' ? { at, by } : undefined
}

function keyText(key: CborKey): string {
  return encodeHex(encodeCbor(key))
}
