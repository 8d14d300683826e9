import { encodeBase64url } from '../base64url.ts'
import { CodecError } from '../error.ts'
import { decodeCbor } from './decode.ts'
import type { CborMap, CborValue } from './value.ts'

/** Makes the error that a package throws for what is wrong, said as half a sentence. */
export type Refuse = (what: string, options?: { cause: unknown }) => Error

/**
 * The members of one CBOR map, read by name and type. The map has exactly the named members: more
 * or fewer are refused, so that what was parsed encodes to the same bytes again. Every refusal is
 * thrown as the error that `refuse` makes, and names the member but never its value.
 */
export class Fields {
  readonly #map: CborMap
  readonly #refuse: Refuse

  constructor(value: CborValue | undefined, names: readonly string[], refuse: Refuse) {
    this.#refuse = refuse
    if (!(value instanceof Map)) throw refuse('a map was expected')
    const map: CborMap = value
    if (map.size !== names.length || !names.every((name) => map.has(name)))
      throw refuse('it has other members than its format says')
    this.#map = map
  }

  /** The same from canonical CBOR. */
  static parse(bytes: Uint8Array, names: readonly string[], refuse: Refuse): Fields {
    return new Fields(decoded(bytes, refuse), names, refuse)
  }

  /** The map itself. Canonical CBOR has one form, so it is the map that was signed, if any was. */
  get source(): CborMap {
    return this.#map
  }

  get(name: string): CborValue | undefined {
    return this.#map.get(name)
  }

  map(name: string, names: readonly string[]): Fields {
    return new Fields(this.get(name), names, this.#refuse)
  }

  list(name: string, most: number): readonly CborValue[] {
    const value = this.get(name)
    if (!Array.isArray(value) || value.length > most)
      throw this.#refuse(`${name} is no list of at most ${most}`)
    return value as readonly CborValue[]
  }

  bytes(name: string, length?: number): Uint8Array {
    const value = this.get(name)
    if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length))
      throw this.#refuse(`${name} is no byte string of the right length`)
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
      throw this.#refuse(`${name} is no number from ${least}`)
    return value
  }

  /** A text of at most so many UTF-16 code units. */
  text(name: string, most: number): string {
    const value = this.get(name)
    if (typeof value !== 'string' || value.length > most)
      throw this.#refuse(`${name} is no text of at most ${most} characters`)
    return value
  }

  /** One of the words. */
  oneOf<T extends string>(name: string, words: readonly T[]): T {
    const value = this.get(name)
    const found = words.find((word) => word === value)
    if (found === undefined) throw this.#refuse(`${name} is an unknown word`)
    return found
  }
}

function decoded(bytes: Uint8Array, refuse: Refuse): CborValue {
  try {
    return decodeCbor(bytes)
  } catch (cause) {
    if (!(cause instanceof CodecError)) throw cause
    throw refuse('it is no canonical CBOR', { cause })
  }
}
