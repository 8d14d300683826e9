import {
  type CborMap,
  type CborValue,
  CodecError,
  decodeCbor,
  encodeBase64url,
} from '@keyward/codec'
import { ObjectError, type ObjectRule } from './error.ts'

/**
 * The members of one CBOR map, read by name and type. The map has exactly the named members: more
 * or fewer are refused.
 */
export class Fields {
  /** The map itself, as it is signed. */
  readonly source: CborMap
  readonly #rule: ObjectRule

  constructor(value: CborValue | undefined, names: readonly string[], rule: ObjectRule) {
    this.#rule = rule
    if (!(value instanceof Map)) throw malformed(rule, 'a map was expected')
    const map: CborMap = value
    if (map.size !== names.length || !names.every((name) => map.has(name)))
      throw malformed(rule, 'it has other members than its format says')
    this.source = map
  }

  get(name: string): CborValue | undefined {
    return this.source.get(name)
  }

  map(name: string, names: readonly string[]): Fields {
    return new Fields(this.get(name), names, this.#rule)
  }

  list(name: string, most: number): readonly CborValue[] {
    const value = this.get(name)
    if (!Array.isArray(value) || value.length > most)
      throw malformed(this.#rule, `${name} is no list of at most ${most}`)
    return value as readonly CborValue[]
  }

  bytes(name: string, length?: number): Uint8Array {
    const value = this.get(name)
    if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length))
      throw malformed(this.#rule, `${name} is no byte string of the right length`)
    return value
  }

  /** Sixteen bytes, as base64url text. */
  id(name: string): string {
    return encodeBase64url(this.bytes(name, 16))
  }

  /** A whole number that is not below the least one. */
  uint(name: string, least = 0): number {
    const value = this.get(name)
    if (typeof value !== 'number' || value < least)
      throw malformed(this.#rule, `${name} is no number from ${least}`)
    return value
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.get(name)
    const found = values.find((one) => one === value)
    if (found === undefined) throw malformed(this.#rule, `${name} is an unknown word`)
    return found
  }
}

/** The members of a map of version 1. @throws {ObjectError} the given rule */
export function parseFields(bytes: Uint8Array, names: readonly string[], rule: ObjectRule): Fields {
  const fields = new Fields(decoded(bytes, rule), names, rule)
  if (fields.uint('v') !== 1) throw malformed(rule, 'the version is not known')
  return fields
}

function decoded(bytes: Uint8Array, rule: ObjectRule): CborValue {
  try {
    return decodeCbor(bytes)
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause
    throw new ObjectError(rule, 'The object is no canonical CBOR.', { cause })
  }
}

export function malformed(rule: ObjectRule, what: string): ObjectError {
  return new ObjectError(rule, `The object is malformed: ${what}.`)
}
