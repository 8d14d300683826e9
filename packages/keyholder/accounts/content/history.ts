import { type CborValue, decodeBase64url, encodeBase64url } from '@keyward/codec'
import { malformed } from './members.ts'
import { parseDevice, parseTime } from './registers.ts'
import { Secret } from './secret.ts'
import type { HistoryEntry } from './types.ts'

/** How many replaced values a compartment keeps; the latest of them. */
export const MOST_HISTORY = 50

/** History as stored: a list of `[field, credential ID or null, value, at, by]`. */
export function parseHistory<T extends string | Secret<string>>(
  list: readonly CborValue[],
  wrap: (text: string) => T,
): HistoryEntry<T>[] {
  if (list.length > MOST_HISTORY) throw malformed(`its history is longer than ${MOST_HISTORY}`)
  return list.map((item) => {
    if (!Array.isArray(item)) throw malformed('an entry of its history is no list')
    const [field, id, value, at, by, ...extra] = item as readonly (CborValue | undefined)[]
    if (typeof field !== 'string' || typeof value !== 'string')
      throw malformed('an entry of its history has no field or no text')
    if (id !== null && !(id instanceof Uint8Array))
      throw malformed('an entry of its history has no credential ID')
    return {
      field,
      ...(id === null ? {} : { credentialId: encodeBase64url(id) }),
      value: wrap(value),
      at: parseTime(at),
      by: parseDevice(by),
      ...(extra.length === 0 ? {} : { extra: extra as CborValue[] }),
    }
  })
}

export function encodeHistory(
  entries: readonly HistoryEntry<string | Secret<string>>[],
): CborValue {
  return entries.map((entry) => encodeEntry(entry))
}

export function encodeEntry(entry: HistoryEntry<string | Secret<string>>): CborValue[] {
  const { field, credentialId, value, at, by, extra = [] } = entry
  return [
    field,
    credentialId === undefined ? null : decodeBase64url(credentialId),
    value instanceof Secret ? value.reveal() : value,
    at,
    by,
    ...extra,
  ]
}
