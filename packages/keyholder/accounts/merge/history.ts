import { encodeCbor, encodeHex } from '@keyward/codec'
import { encodeEntry, MOST_HISTORY } from '../content/history.ts'
import { Secret } from '../content/secret.ts'
import type { Register } from '../content/stamped.ts'
import type { HistoryEntry } from '../content/types.ts'
import { compareEncodings, compareStamps } from './order.ts'

type Text = string | Secret<string>

/** A register by the place where it stands. */
export interface Place<T extends Text> {
  readonly field: string
  readonly credentialId?: string
  readonly register: Register<T>
}

/**
 * The history of a merged or edited compartment: all entries of both sides and every value that
 * was current on one of them and is no longer; each once, empty values not at all, the latest
 * `MOST_HISTORY` of them. What falls off is older than all that stays, in any order of merging.
 */
export function mergeHistory<T extends Text>(
  sides: readonly (readonly HistoryEntry<T>[])[],
  replaced: readonly Place<T>[],
  current: readonly Place<T>[],
): readonly HistoryEntry<T>[] {
  const entries = new Map<string, HistoryEntry<T>>()
  for (const entry of sides.flat()) entries.set(keyOf(entry), entry)
  for (const place of replaced) {
    const entry = toEntry(place)
    if (!isEmpty(entry.value)) entries.set(keyOf(entry), entry)
  }
  if (entries.size === 0) return []
  for (const place of current) entries.delete(keyOf(toEntry(place)))
  return [...entries.values()].toSorted((a, b) => -compareEntries(a, b)).slice(0, MOST_HISTORY)
}

/** The registers of a record that have a history. */
export function placesOf<T extends Text, F extends string>(
  record: Readonly<Record<F, Register<T>>>,
  fields: readonly F[],
  credentialId?: string,
): Place<T>[] {
  return fields.map((field) => ({
    field,
    ...(credentialId === undefined ? {} : { credentialId }),
    register: record[field],
  }))
}

function toEntry<T extends Text>({ register, ...place }: Place<T>): HistoryEntry<T> {
  return { ...place, ...register }
}

function compareEntries<T extends Text>(a: HistoryEntry<T>, b: HistoryEntry<T>): number {
  const byStamp = compareStamps(a, b)
  return byStamp === 0 ? compareEncodings(encodeEntry(a), encodeEntry(b)) : byStamp
}

function keyOf(entry: HistoryEntry<Text>): string {
  return encodeHex(encodeCbor(encodeEntry(entry)))
}

function isEmpty(value: Text): boolean {
  return (value instanceof Secret ? value.reveal() : value) === ''
}
