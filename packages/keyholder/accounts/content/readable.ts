import { CodecError, decodeCbor } from '@keyward/codec'
import { AccountsError } from '../error.ts'
import { Members } from './members.ts'

/** Content that could be read. */
export interface Readable<T> {
  readonly kind: 'readable'
  readonly content: T
}

/**
 * Content that this version can't read. It is set apart, listed and exportable as it is; it blocks
 * nothing else and is never written again.
 */
export interface Unreadable {
  readonly kind: 'unreadable'
  readonly raw: Uint8Array
  /** The version that the content says it has, when it says one. */
  readonly version?: number
  /** `content.version`, `content.malformed`, `shard.version` or `shard.malformed`. */
  readonly error: AccountsError
}

type Family = 'content' | 'shard'

/** Reads a version 1 map with the given function. Never throws. */
export function readVersion1<T>(
  raw: Uint8Array,
  family: Family,
  read: (members: Members) => T,
): Readable<T> | Unreadable {
  return readVersion(1, raw, family, read)
}

/** Reads a map of this version with the given function. Never throws. */
export function readVersion<T>(
  known: number,
  raw: Uint8Array,
  family: Family,
  read: (members: Members) => T,
): Readable<T> | Unreadable {
  let version: number | undefined
  try {
    const members = new Members(decodeCbor(raw))
    version = members.integer('v', 0, Number.MAX_SAFE_INTEGER, 0)
    if (version === known) return { kind: 'readable', content: read(members) }
    const error = new AccountsError(`${family}.version`, 'This version of Keyward cannot read it.')
    return { kind: 'unreadable', raw, version, error }
  } catch (cause) {
    const error = asMalformed(cause, family)
    return { kind: 'unreadable', raw, ...(version === undefined ? {} : { version }), error }
  }
}

function asMalformed(cause: unknown, family: Family): AccountsError {
  if (cause instanceof AccountsError)
    return new AccountsError(`${family}.malformed`, cause.message, { cause })
  if (cause instanceof CodecError)
    return new AccountsError(`${family}.malformed`, `It is no CBOR: ${cause.message}`, { cause })
  throw cause
}
