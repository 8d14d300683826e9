import {
  type CborMap,
  type CborValue,
  CodecError,
  decodeCbor,
  encodeBase64url,
} from '@keyward/codec'
import { VaultError, type VaultRule } from './error.ts'

/**
 * The members of one CBOR map, read by name and type. The map has exactly the named members: more
 * or fewer are refused, so that what was parsed encodes to the same bytes again.
 */
export class Fields {
  readonly #map: CborMap
  readonly #rule: VaultRule

  constructor(value: CborValue | undefined, names: readonly string[], rule: VaultRule) {
    this.#rule = rule
    if (!(value instanceof Map)) throw malformed(rule, 'a map was expected')
    if (value.size !== names.length || !names.every((name) => value.has(name)))
      throw malformed(rule, 'it has other members than its format says')
    this.#map = value
  }

  get(name: string): CborValue | undefined {
    return this.#map.get(name)
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

  text(name: string, most: number): string {
    const value = this.get(name)
    if (typeof value !== 'string' || value.length > most)
      throw malformed(this.#rule, `${name} is no text of at most ${most} characters`)
    return value
  }
}

/** Decodes canonical CBOR into the members of a map. @throws {VaultError} the given rule */
export function parseFields(bytes: Uint8Array, names: readonly string[], rule: VaultRule): Fields {
  try {
    return new Fields(decodeCbor(bytes), names, rule)
  } catch (error) {
    if (error instanceof CodecError) {
      throw new VaultError(rule, `The bytes are malformed: ${error.message}`, { cause: error })
    }
    throw error
  }
}

export function malformed(rule: VaultRule, what: string): VaultError {
  return new VaultError(rule, `The bytes are malformed: ${what}.`)
}
