import { type CborKey, type CborMap, type CborValue, CodecError, decodeCbor } from '@keyward/codec'
import { KeyholderError } from '../../error.ts'

/** The members of a record that this device wrote itself, read by name and type. */
export class Fields {
  readonly #map: CborMap

  constructor(value: CborValue | undefined) {
    if (!(value instanceof Map)) throw damaged()
    this.#map = value
  }

  /** @throws {KeyholderError} `replica.damaged`; `replica.newer` for another version than 1 */
  static parse(bytes: Uint8Array): Fields {
    const fields = new Fields(decoded(bytes))
    if (fields.uint('v') === 1) return fields
    throw new KeyholderError(
      'replica.newer',
      'The local data was written by a newer Keyward: update Keyward.',
    )
  }

  get(name: string): CborValue | undefined {
    return this.#map.get(name)
  }

  uint(name: string): number {
    return asUint(this.get(name))
  }

  text(name: string): string {
    return asText(this.get(name))
  }

  flag(name: string): boolean {
    const value = this.get(name)
    if (typeof value !== 'boolean') throw damaged()
    return value
  }

  bytes(name: string): Uint8Array {
    return asBytes(this.get(name))
  }

  list(name: string): readonly CborValue[] {
    return asList(this.get(name))
  }

  map(name: string): CborMap {
    const value = this.get(name)
    if (!(value instanceof Map)) throw damaged()
    return value
  }

  /** The member read as a map, or undefined where it is null. */
  optional<T>(name: string, read: (fields: Fields) => T): T | undefined {
    const value = this.get(name)
    return value === null ? undefined : read(new Fields(value))
  }
}

/** A record of version 1. */
export function record(members: Readonly<Record<string, CborValue>>): CborMap {
  return new Map<CborKey, CborValue>([['v', 1], ...Object.entries(members)])
}

export function asUint(value: CborValue | undefined): number {
  if (typeof value !== 'number' || value < 0) throw damaged()
  return value
}

export function asText(value: CborValue | undefined): string {
  if (typeof value !== 'string') throw damaged()
  return value
}

export function asBytes(value: CborValue | undefined): Uint8Array {
  if (!(value instanceof Uint8Array)) throw damaged()
  return value
}

export function asList(value: CborValue | undefined): readonly CborValue[] {
  if (!Array.isArray(value)) throw damaged()
  return value as readonly CborValue[]
}

export function damaged(options: { cause?: unknown } = {}): KeyholderError {
  return new KeyholderError('replica.damaged', 'The local data is not what was written.', options)
}

function decoded(bytes: Uint8Array): CborValue {
  try {
    return decodeCbor(bytes)
  } catch (error) {
    if (error instanceof CodecError) throw damaged({ cause: error })
    throw error
  }
}
