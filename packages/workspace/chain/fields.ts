import type { CborKey, CborMap, CborValue } from '@keyward/codec'
import { WorkspaceError } from '../error.ts'
import { MAX_NAME_LENGTH } from './entry.ts'
import { type AnyId, idFromBytes, idToBytes } from './ids.ts'

/** How one value stands in CBOR. `parse` is total: it gives a value or throws `entry.malformed`. */
export interface Field<T> {
  encode(value: T): CborValue
  parse(value: CborValue | undefined): T
}

/** How a map with named members stands in CBOR. */
export interface RecordField<T> extends Field<T> {
  encode(value: T): CborMap
}

type Fields = Readonly<Record<string, Field<unknown>>>

type Shape<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never
}

/** A map with exactly these members: one that is missing, and one too many, are refused. */
export function record<F extends Fields>(fields: F): RecordField<Shape<F>> {
  const members = Object.entries(fields)
  return {
    encode: (value) =>
      new Map<CborKey, CborValue>(
        members.map(([name, field]) => [name, field.encode(value[name as keyof F])]),
      ),
    parse(value) {
      if (!(value instanceof Map) || value.size !== members.length) {
        throw malformed(`a map with ${members.length} members`)
      }
      const map: CborMap = value
      return Object.fromEntries(
        members.map(([name, field]) => [name, field.parse(map.get(name))]),
      ) as Shape<F>
    },
  }
}

/** A field whose value may also be null. */
export function nullable<T>(field: Field<T>): Field<T | null> {
  return {
    encode: (value) => (value === null ? null : field.encode(value)),
    parse: (value) => (value === null ? null : field.parse(value)),
  }
}

export function list<T>(field: Field<T>): Field<readonly T[]> {
  return {
    encode: (values) => values.map((value) => field.encode(value)),
    parse(value) {
      if (!Array.isArray(value)) throw malformed('an array')
      return (value as readonly CborValue[]).map((element) => field.parse(element))
    },
  }
}

export function bytes(length: number): Field<Uint8Array> {
  return {
    encode: (value) => value,
    parse(value) {
      if (value instanceof Uint8Array && value.length === length) return value
      throw malformed(`${length} bytes`)
    },
  }
}

export function id<Id extends AnyId>(): Field<Id> {
  return {
    encode: (value) => idToBytes(value),
    parse(value) {
      if (value instanceof Uint8Array && value.length === 16) return idFromBytes<Id>(value)
      throw malformed('an id')
    },
  }
}

/** A whole number from `least` on. */
export function integer(least: number): Field<number> {
  return {
    encode: (value) => value,
    parse(value) {
      if (typeof value === 'number' && value >= least) return value
      throw malformed(`a whole number from ${least} on`)
    },
  }
}

export function oneOf<T extends string>(values: readonly T[]): Field<T> {
  return {
    encode: (value) => value,
    parse(value) {
      const found = values.find((candidate) => candidate === value)
      if (found === undefined) throw malformed(`one of ${values.join(', ')}`)
      return found
    },
  }
}

/** Line breaks and other control characters have no place in a name. */
const CONTROL = /\p{Cc}/u

/** A name that people read: not blank, on one line, of at most 200 code points. */
export const name: Field<string> = {
  encode: (value) => value,
  parse(value) {
    if (
      typeof value === 'string' &&
      value.trim() !== '' &&
      !CONTROL.test(value) &&
      // A text has at least half as many code points as code units.
      value.length <= 2 * MAX_NAME_LENGTH &&
      [...value].length <= MAX_NAME_LENGTH
    ) {
      return value
    }
    throw malformed(`a name of 1 to ${MAX_NAME_LENGTH} characters on one line`)
  },
}

export function malformed(expected: string): WorkspaceError {
  return new WorkspaceError('entry.malformed', `A member of an entry has to be ${expected}.`)
}
