import {
  type CborValue,
  CodecError,
  decodeCbor,
  encodeCbor,
  encodeUtf8,
  equalBytes,
} from '@keyward/codec'
import { hkdfSha256, hmacSha256 } from '@keyward/primitives/hash'
import { type HeadlessKeys, parseHeadlessKeys } from './keys.ts'

/** A sign-in that was answered without a screen. */
export interface HeadlessUse {
  readonly accountId: string
  /** Base64url. */
  readonly credentialId: string
  readonly rpId: string
  /** UTC milliseconds. */
  readonly at: number
}

/** Where a shell keeps the uses until the app has recorded them: the key for `blob.read` and `blob.write`. */
export const HEADLESS_USES = 'headless-uses'

/** How many are kept: what is more than these is told by the RP alone. The oldest go. */
const MOST = 200

/**
 * The file with one more use, for whoever has the keys of `signHeadless`. What is no such file is
 * begun anew. Never throws; keys that can't be read give the file as it was.
 *
 * @param before as it is kept; undefined when there is none
 */
export function addHeadlessUse(
  keys: Uint8Array,
  before: Uint8Array | undefined,
  use: HeadlessUse,
): Uint8Array {
  const held = parseHeadlessKeys(keys)
  if (held === undefined) return before ?? encodeCbor([])
  const content = contentOf(use)
  const entry: CborValue = [content, tagOf(held, content)]
  return encodeCbor([...entriesOf(before), entry].slice(-MOST))
}

/**
 * The uses of a file that this device has noted, the oldest first. A file of the system can be
 * written by others: what is not proven by the device's own key is left out. Never throws.
 */
export function readHeadlessUses(
  held: Pick<HeadlessKeys, 'replicaKey'>,
  file: Uint8Array,
): readonly HeadlessUse[] {
  return entriesOf(file).flatMap((entry) => {
    const [content, tag] = Array.isArray(entry) ? (entry as readonly CborValue[]) : []
    if (!(content instanceof Uint8Array) || !(tag instanceof Uint8Array)) return []
    if (!equalBytes(tag, tagOf(held, content))) return []
    const [accountId, credentialId, rpId, at] = listOf(content)
    if (typeof accountId !== 'string' || typeof credentialId !== 'string') return []
    if (typeof rpId !== 'string' || typeof at !== 'number') return []
    return [{ accountId, credentialId, rpId, at }]
  })
}

function contentOf({ accountId, credentialId, rpId, at }: HeadlessUse): Uint8Array {
  return encodeCbor([accountId, credentialId, rpId, at])
}

/** By a key of its own, made of the replica key, which seals and does nothing else. */
function tagOf({ replicaKey }: Pick<HeadlessKeys, 'replicaKey'>, content: Uint8Array): Uint8Array {
  const ikm = replicaKey.exportBytes()
  return hmacSha256(hkdfSha256({ ikm, salt: new Uint8Array(), info: LABEL }, 32), content)
}

const LABEL = encodeUtf8('keyward/v1/headless-use')

function entriesOf(file: Uint8Array | undefined): readonly CborValue[] {
  return file === undefined ? [] : listOf(file)
}

function listOf(bytes: Uint8Array): readonly CborValue[] {
  try {
    const value = decodeCbor(bytes)
    return Array.isArray(value) ? (value as readonly CborValue[]) : []
  } catch (error) {
    if (error instanceof CodecError) return []
    throw error
  }
}
