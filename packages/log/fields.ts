import {
  type CborKey,
  type CborMap,
  type CborValue,
  CodecError,
  decodeBase64url,
  encodeBase64url,
} from '@keyward/codec'
import { LogError } from './error.ts'

/** How one value stands in CBOR. `parse` is total: it gives a value or throws `log.malformed`. */
export interface Field<T> {
  encode(value: T): CborValue
  parse(value: CborValue | undefined): T
}

/** How a map with named members stands in CBOR. */
export interface RecordField<T> extends Field<T> {
  readonly names: readonly string[]
  encode(value: T): CborMap
}

export type Fields = Readonly<Record<string, Field<unknown>>>

/** The value that a map with these members stands for. */
export type RecordShape<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never
}

/** A map with exactly these members: one that is missing, and one too many, are refused. */
export function record<F extends Fields>(fields: F): RecordField<RecordShape<F>> {
  const members = Object.entries(fields)
  return {
    names: members.map(([name]) => name),
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
      ) as RecordShape<F>
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

export function bytes(length: number): Field<Uint8Array> {
  return {
    encode: (value) => value,
    parse(value) {
      if (value instanceof Uint8Array && value.length === length) return value
      throw malformed(`${length} bytes`)
    },
  }
}

export function bytesUpTo(most: number): Field<Uint8Array> {
  return {
    encode: (value) => value,
    parse(value) {
      if (value instanceof Uint8Array && value.length <= most) return value
      throw malformed(`at most ${most} bytes`)
    },
  }
}

const ID_LENGTH = 16

/** Sixteen bytes; outside of CBOR as base64url text of 22 characters. */
export const id: Field<string> = {
  encode(value) {
    const decoded = idBytes(value)
    if (decoded?.length === ID_LENGTH && value.length === 22) return decoded
    throw malformed('an id')
  },
  parse(value) {
    if (value instanceof Uint8Array && value.length === ID_LENGTH) return encodeBase64url(value)
    throw malformed('an id')
  },
}

function idBytes(text: string): Uint8Array | undefined {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (error instanceof CodecError) return undefined
    throw error
  }
}

/** A whole number from `least` on, and up to `most` where that is given. */
export function integer(least: number, most = Number.MAX_SAFE_INTEGER): Field<number> {
  return {
    encode: (value) => value,
    parse(value) {
      if (typeof value === 'number' && value >= least && value <= most) return value
      throw malformed(`a whole number from ${least} to ${most}`)
    },
  }
}

/** The last millisecond of the year 9999, so that a time always has its ordinary written form. */
const LATEST_TIME = 253_402_300_799_999

/** UTC milliseconds. */
export const time: Field<number> = integer(0, LATEST_TIME)

export function oneOf<T extends string>(...values: readonly T[]): Field<T> {
  return {
    encode: (value) => value,
    parse(value) {
      const found = values.find((candidate) => candidate === value)
      if (found === undefined) throw malformed(`one of ${values.join(', ')}`)
      return found
    },
  }
}

/** Letters, digits, dots and dashes: room for the name of a rule, and none for that of an app. */
const WORD = /^[a-z][A-Za-z0-9.-]{0,63}$/

/** The name of a role, a rule, a policy: a word from a list that is kept elsewhere. */
export const word: Field<string> = {
  encode: (value) => value,
  parse(value) {
    if (typeof value === 'string' && WORD.test(value)) return value
    throw malformed('a word of at most 64 letters, digits, dots and dashes')
  },
}

/** What a policy can be set to. */
export const setting: Field<string | number | boolean> = {
  encode: (value) => value,
  parse: (value) =>
    typeof value === 'boolean' || typeof value === 'number' ? value : word.parse(value),
}

/** A value that is read by what stands beside it. */
export const asItStands: Field<CborValue> = {
  encode: (value) => value,
  parse(value) {
    if (value === undefined) throw malformed('present')
    return value
  },
}

export function malformed(expected: string): LogError {
  return new LogError('log.malformed', `A member of an entry has to be ${expected}.`)
}
