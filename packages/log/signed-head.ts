import type { CborMap } from '@keyward/codec'
import {
  type IdentityKey,
  signStatement as signMap,
  verifyStatement,
} from '@keyward/primitives/identity'
import { bytes, id, integer, record, time } from './fields.ts'
import { decodeMap, encodeMap, VERSION } from './form.ts'
import type { ActivityHead } from './head.ts'
import { HEAD_PURPOSE } from './labels.ts'

/** The longest signed head, in bytes. */
export const MAX_HEAD_BYTES = 512

/** The end of a log together with the tree over its entries, of which `sequence` is the size. */
export interface LogHead extends ActivityHead {
  /** The root of the hash tree over the encoded entries, 32 bytes (RFC 9162). */
  readonly root: Uint8Array
}

/** What a server answers for: that at this time the log ended here. */
export interface SignedHead extends LogHead {
  /** UTC milliseconds by the server's clock. */
  readonly time: number
  /** Ed25519 by the server's log key, 64 bytes. */
  readonly signature: Uint8Array
}

const MEMBERS = {
  v: integer(0),
  workspaceId: id,
  sequence: integer(0),
  hash: bytes(32),
  root: bytes(32),
  time,
}
const unsigned = record(MEMBERS)
const signed = record({ ...MEMBERS, signature: bytes(64) })

/** @throws {LogError} `log.malformed` for what is no head */
export function signHead(key: IdentityKey, head: LogHead, now: number): SignedHead {
  const { workspaceId, sequence, hash, root } = head
  const said = { workspaceId, sequence, hash, root, time: now }
  return { ...said, signature: signMap(key, HEAD_PURPOSE, headMap(said)) }
}

/** Whether the key signed the head, which came from `signHead` or `parseSignedHead`. */
export function isHeadSignedBy(publicKey: Uint8Array, head: SignedHead): boolean {
  return verifyStatement(publicKey, HEAD_PURPOSE, headMap(head), head.signature)
}

/** The head with its signature as canonical CBOR, at most 512 bytes. @throws {LogError} `log.malformed` */
export function encodeSignedHead(head: SignedHead): Uint8Array {
  return encodeMap(signed.encode({ ...head, v: VERSION }), MAX_HEAD_BYTES)
}

/**
 * Reads a signed head. Nothing is known thereby about its signature. Whatever this accepts,
 * `encodeSignedHead` gives back byte for byte.
 *
 * @throws {LogError} `log.too-large`; `log.version` when it is not of version 1; `log.malformed`
 */
export function parseSignedHead(encoded: Uint8Array): SignedHead {
  const { v: _, ...head } = signed.parse(decodeMap(encoded, MAX_HEAD_BYTES))
  return head
}

function headMap(head: Omit<SignedHead, 'signature'>): CborMap {
  const { workspaceId, sequence, hash, root, time: at } = head
  return unsigned.encode({ v: VERSION, workspaceId, sequence, hash, root, time: at })
}
