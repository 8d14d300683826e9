import { type CborMap, encodeCbor, equalBytes } from '@keyward/codec'
import type { Fields } from '@keyward/codec/fields'
import { VaultError } from '../error.ts'
import { idBytes } from '../ids.ts'

/**
 * What sealed bytes are and where they belong. It is bound into them as associated data: bytes that
 * are offered as another object, version or epoch do not open.
 */
export interface EnvelopeContext {
  /** What the content is: lower-case letters, digits and hyphens, at most 64 characters. */
  readonly kind: string
  /** The version of the content's own format, from 1. */
  readonly formatVersion: number
  /** Sixteen bytes as base64url text, as all ids. */
  readonly workspaceId: string
  readonly objectId: string
  /** Which of the object's keys sealed it, from 1. */
  readonly keyEpoch: number
  /** The object's version, from 1. */
  readonly version: number
  /** The hash of the version before, 32 bytes; zeros for version 1 and for it alone. */
  readonly prevHash: Uint8Array
}

/** The `prevHash` of a first version. */
export const NO_PREVIOUS: Uint8Array = new Uint8Array(32)

export const CONTEXT_MEMBERS = [
  'kind',
  'formatVersion',
  'workspaceId',
  'objectId',
  'keyEpoch',
  'version',
  'prevHash',
] as const

/** The context as a CBOR map. @throws {VaultError} `context.malformed` */
export function contextMap(context: EnvelopeContext): CborMap {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(context.kind)) throw malformedContext('the kind')
  for (const name of ['formatVersion', 'keyEpoch', 'version'] as const) {
    if (!Number.isSafeInteger(context[name]) || context[name] < 1) throw malformedContext(name)
  }
  if (context.prevHash.length !== 32) throw malformedContext('the hash of the version before')
  if (equalBytes(context.prevHash, NO_PREVIOUS) !== (context.version === 1))
    throw malformedContext('the version, which does not fit the hash of the one before')
  return new Map<string, string | number | Uint8Array>([
    ['kind', context.kind],
    ['formatVersion', context.formatVersion],
    ['workspaceId', idBytes(context.workspaceId, 'workspace')],
    ['objectId', idBytes(context.objectId, 'object')],
    ['keyEpoch', context.keyEpoch],
    ['version', context.version],
    ['prevHash', context.prevHash],
  ])
}

/** The associated data: the canonical CBOR of the context. @throws {VaultError} `context.malformed` */
export function encodeContext(context: EnvelopeContext): Uint8Array {
  return encodeCbor(contextMap(context))
}

/** Reads a context from a parsed map. @throws {VaultError} the rule of the fields, or `context.malformed` */
export function readContext(fields: Fields): EnvelopeContext {
  const context: EnvelopeContext = {
    kind: fields.text('kind', 64),
    formatVersion: fields.uint('formatVersion', 1),
    workspaceId: fields.id('workspaceId'),
    objectId: fields.id('objectId'),
    keyEpoch: fields.uint('keyEpoch', 1),
    version: fields.uint('version', 1),
    prevHash: fields.bytes('prevHash', 32),
  }
  contextMap(context)
  return context
}

function malformedContext(what: string): VaultError {
  return new VaultError('context.malformed', `The context can't be bound: ${what} is wrong.`)
}
