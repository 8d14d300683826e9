import type { CborKey, CborValue } from '@keyward/codec'
import { AccountsError } from '../error.ts'
import type { Rest } from './stamped.ts'

/**
 * The members of one CBOR map, taken out one by one; what is left over is unknown and survives.
 * `null`, `[]` and a member that is not there mean the same.
 */
export class Members {
  readonly #left: Map<CborKey, CborValue>

  /** @throws {AccountsError} `content.malformed` when the value is no map */
  constructor(value: CborValue | undefined) {
    if (!(value instanceof Map)) throw malformed('a map was expected')
    this.#left = new Map(value as ReadonlyMap<CborKey, CborValue>)
  }

  take(name: string): CborValue | undefined {
    const value = this.#left.get(name)
    this.#left.delete(name)
    return isNothing(value) ? undefined : value
  }

  /** Gives a member back that could not be understood, so that it survives too. */
  keep(name: string, value: CborValue): void {
    this.#left.set(name, value)
  }

  text(name: string): string {
    const value = this.take(name) ?? ''
    if (typeof value !== 'string') throw malformed(`${name} is no text`)
    return value
  }

  bytes(name: string, least: number, most: number): Uint8Array {
    const value = this.take(name)
    if (!(value instanceof Uint8Array) || value.length < least || value.length > most)
      throw malformed(`${name} is no byte string of ${least} to ${most} bytes`)
    return value
  }

  integer(name: string, least: number, most: number, absent: number): number {
    const value = this.take(name) ?? absent
    if (typeof value !== 'number' || value < least || value > most)
      throw malformed(`${name} is no number from ${least} to ${most}`)
    return value
  }

  flag(name: string): boolean {
    const value = this.take(name) ?? false
    if (typeof value !== 'boolean') throw malformed(`${name} is neither true nor false`)
    return value
  }

  map(name: string): Rest {
    const value = this.take(name) ?? new Map()
    if (!(value instanceof Map)) throw malformed(`${name} is no map`)
    return value as Rest
  }

  list(name: string): readonly CborValue[] {
    const value = this.take(name) ?? []
    if (!Array.isArray(value)) throw malformed(`${name} is no list`)
    return value as readonly CborValue[]
  }

  rest(): Rest {
    for (const [key, value] of this.#left) if (isNothing(value)) this.#left.delete(key)
    return this.#left
  }
}

/** Builds a CBOR map: first what is unknown, then the known members that are there. */
export function withMembers(
  rest: Rest,
  members: Readonly<Record<string, CborValue | undefined>>,
): Rest {
  const map = new Map(rest)
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === '' || isNothing(value)) continue
    if (value instanceof Map && value.size === 0) continue
    map.set(name, value)
  }
  return map
}

export function malformed(what: string): AccountsError {
  return new AccountsError('content.malformed', `The content is malformed: ${what}.`)
}

function isNothing(value: CborValue | undefined): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}
