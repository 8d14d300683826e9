import { CodecError, type CborMap, type CborValue, decodeCbor, encodeCbor } from '@keyward/codec'
import { nullable, type RecordField } from '@keyward/codec/records'
import { WorkspaceError } from '../error.ts'
import { BODIES } from './bodies.ts'
import {
  type Entry,
  type EntryBody,
  type EntryKind,
  MAX_ENTRY_BYTES,
  type SignedEntry,
} from './entry.ts'
import { asItStands, bytes, id, integer, malformed, record } from './fields.ts'
import type { DeviceId, MemberId, WorkspaceId } from './ids.ts'

const VERSION = 1

const STATEMENT = {
  v: integer(0),
  workspaceId: id<WorkspaceId>(),
  sequence: integer(0),
  prevHash: bytes(32),
  time: integer(0),
  author: id<MemberId>(),
  device: nullable(id<DeviceId>()),
  kind: asItStands,
  body: asItStands,
}
const statement = record(STATEMENT)
const signedStatement = record({ ...STATEMENT, signature: bytes(64) })

/** What is signed of an entry: all of it but the signature, as a CBOR map. */
export function entryStatement(entry: Entry): CborMap {
  return statement.encode({
    ...entry,
    v: VERSION,
    kind: entry.body.kind,
    body: bodyMap(entry.body),
  })
}

/**
 * The entry with its signature as canonical CBOR.
 *
 * @throws {WorkspaceError} `entry.too-large` above 64 KiB, `id.malformed`
 */
export function encodeEntry(entry: SignedEntry): Uint8Array {
  const map = { ...entry, v: VERSION, kind: entry.body.kind, body: bodyMap(entry.body) }
  const encoded = encodeCbor(signedStatement.encode(map))
  if (encoded.length > MAX_ENTRY_BYTES) throw tooLarge()
  return encoded
}

function bodyMap(body: EntryBody): CborMap {
  return (BODIES[body.kind] as RecordField<Omit<EntryBody, 'kind'>>).encode(body)
}

/**
 * Reads a signed entry. Nothing is known thereby about its signature or its place: `appendEntry`
 * checks both. Whatever this accepts, `encodeEntry` gives back byte for byte.
 *
 * @throws {WorkspaceError} `entry.too-large`; `entry.version` when it is not of version 1;
 *   `entry.kind` for a kind that this version does not have; `entry.malformed` for all else
 */
export function parseEntry(encoded: Uint8Array): SignedEntry {
  if (encoded.length > MAX_ENTRY_BYTES) throw tooLarge()
  const value = decode(encoded)
  checkVersion(value)
  const { v: _, kind, body, ...head } = signedStatement.parse(value)
  return { ...head, body: parseBody(kind, body) }
}

function decode(encoded: Uint8Array): CborValue {
  try {
    return decodeCbor(encoded)
  } catch (error) {
    if (error instanceof CodecError) {
      throw new WorkspaceError('entry.malformed', 'The entry is not canonical CBOR.', {
        cause: error,
      })
    }
    throw error
  }
}

/** Looked at first, so that a newer entry is told from a broken one. */
function checkVersion(value: CborValue): void {
  const version = value instanceof Map ? (value as CborMap).get('v') : undefined
  if (typeof version === 'number' && version !== VERSION) {
    throw new WorkspaceError('entry.version', `Entries of version ${version} are not known here.`)
  }
}

function parseBody(kind: CborValue, body: CborValue): EntryBody {
  if (typeof kind !== 'string') throw malformed('the name of a kind')
  if (!Object.hasOwn(BODIES, kind)) {
    throw new WorkspaceError('entry.kind', 'Entries of this kind are not known here.')
  }
  const parsed = BODIES[kind as EntryKind].parse(body)
  return { kind, ...parsed } as EntryBody
}

function tooLarge(): WorkspaceError {
  return new WorkspaceError('entry.too-large', `An entry has at most ${MAX_ENTRY_BYTES} bytes.`)
}
