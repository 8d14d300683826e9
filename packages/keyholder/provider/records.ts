import { type CborMap, type CborValue, CodecError, decodeCbor, encodeCbor } from '@keyward/codec'
import type { SealedRows } from './rows.ts'

/** A list of small records in one sealed row. */
export interface Records<T> {
  /** Empty when there is no row, or none that this version can read. @throws {KeyholderError} */
  list(): Promise<readonly T[]>
  /** @throws {KeyholderError} `replica.*` */
  update(change: (before: readonly T[]) => readonly T[]): Promise<void>
}

/** How one record stands in its row: members that are texts or numbers. */
export type RecordForm<T> = { readonly [K in keyof T]-?: 'text' | 'number' }

/** @param most how many are kept: the ones at the end stay */
export function recordsAt<T extends object>(
  rows: SealedRows,
  key: string,
  form: RecordForm<T>,
  most: number,
): Records<T> {
  const members = Object.entries(form) as [string, 'text' | 'number'][]
  const read = (bytes: Uint8Array | undefined): readonly T[] =>
    listOf(bytes).flatMap((value) => (fits(value, members) ? [Object.fromEntries(value) as T] : []))
  const write = (records: readonly T[]): Uint8Array =>
    encodeCbor(records.slice(-most).map((one) => new Map(Object.entries(one)) as CborMap))
  return {
    list: async () => read(await rows.get(key)),
    update: (change) => rows.update(key, (before) => write(change(read(before)))),
  }
}

function listOf(bytes: Uint8Array | undefined): readonly CborValue[] {
  try {
    const value = bytes && decodeCbor(bytes)
    return Array.isArray(value) ? (value as readonly CborValue[]) : []
  } catch (error) {
    if (error instanceof CodecError) return []
    throw error
  }
}

function fits(
  value: CborValue,
  members: readonly [string, 'text' | 'number'][],
): value is Map<string, CborValue> {
  if (!(value instanceof Map) || value.size !== members.length) return false
  return members.every(
    ([name, kind]) => typeof value.get(name) === (kind === 'text' ? 'string' : 'number'),
  )
}
