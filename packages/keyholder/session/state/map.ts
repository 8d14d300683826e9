import { type CborKey, type CborValue, CodecError, decodeCbor, encodeCbor } from '@keyward/codec'
import { KeyholderError } from '../../error.ts'

/** A row of the replica's `meta` as canonical CBOR, version 1. */
export function encodeMeta(members: Readonly<Record<string, CborValue>>): Uint8Array {
  return encodeCbor(new Map<CborKey, CborValue>([['v', 1], ...Object.entries(members)]))
}

/** The members of such a row, each taken by its type. What it has besides is left alone. */
export interface MetaReader {
  text(name: string): string
  bytes(name: string): Uint8Array
  number(name: string): number
  flag(name: string): boolean
  list(name: string): readonly CborValue[]
  has(name: string): boolean
}

/**
 * Reads a row.
 *
 * @throws {KeyholderError} `replica.newer` for one of a later version, `replica.damaged` for what is
 *   none; so does every method
 */
export function readMeta(bytes: Uint8Array): MetaReader {
  const map = decoded(bytes)
  const version = map.get('v')
  if (typeof version === 'number' && version > 1)
    throw new KeyholderError('replica.newer', 'The local data was written by a newer Keyward.')
  const take = <T extends CborValue>(name: string, is: (value: CborValue) => value is T): T => {
    const value = map.get(name)
    if (value === undefined || !is(value)) throw damaged()
    return value
  }
  return {
    text: (name) => take(name, (value) => typeof value === 'string'),
    bytes: (name) => take(name, (value): value is Uint8Array => value instanceof Uint8Array),
    number: (name) => take(name, (value) => typeof value === 'number'),
    flag: (name) => take(name, (value) => typeof value === 'boolean'),
    list: (name) => take(name, (value): value is readonly CborValue[] => Array.isArray(value)),
    has: (name) => map.has(name) && map.get(name) !== null,
  }
}

export function damaged(cause?: unknown): KeyholderError {
  return new KeyholderError('replica.damaged', 'The local data is damaged.', { cause })
}

function decoded(bytes: Uint8Array): ReadonlyMap<CborKey, CborValue> {
  try {
    const value = decodeCbor(bytes)
    if (value instanceof Map) return value
  } catch (error) {
    if (!(error instanceof CodecError)) throw error
  }
  throw damaged()
}
