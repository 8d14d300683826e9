import { nullable } from '@keyward/codec/records'
import { sha256 } from '@keyward/primitives/hash'
import { LogError } from './error.ts'
import { type DeviceEvent, type Happening, reporterOf, type ServerEvent } from './events.ts'
import { asItStands, bytes, bytesUpTo, id, integer, record, time } from './fields.ts'
import { decodeMap, encodeHappening, encodeMap, parseHappening, VERSION } from './form.ts'
import { MAX_STATEMENT_BYTES } from './statement.ts'

/** The longest entry, in bytes, its device's statement included. */
export const MAX_ACTIVITY_BYTES = 8192

interface Place {
  readonly workspaceId: string
  /** 1 for the first, one more for each that follows. */
  readonly sequence: number
  /** SHA-256 of the entry before, 32 bytes; in the first, the hash of `genesisHead`. */
  readonly prevHash: Uint8Array
  /**
   * UTC milliseconds by the server's clock when it wrote the entry. The order of entries is that of
   * their sequence alone: a clock that was set back makes no log wrong.
   */
  readonly time: number
}

/** What the server itself did or refused. */
export type ServerEntry<Event extends ServerEvent = ServerEvent> = Place &
  Happening<Event> & {
    /** Who asked for it, as the session says; null when nobody was signed in. */
    readonly memberId: string | null
    readonly deviceId: string | null
    readonly statement: null
  }

/** What a device did. Its members say what the signed statement says. */
export type DeviceEntry<Event extends DeviceEvent = DeviceEvent> = Place &
  Happening<Event> & {
    readonly memberId: string
    readonly deviceId: string
    /** The encoded signed statement. */
    readonly statement: Uint8Array
  }

/** One entry of a workspace's activity. Ids are 16 bytes as base64url text. */
export type ActivityEntry = ServerEntry | DeviceEntry

const ENTRY = record({
  v: integer(0),
  workspaceId: id,
  sequence: integer(1),
  prevHash: bytes(32),
  time,
  memberId: nullable(id),
  deviceId: nullable(id),
  event: asItStands,
  subject: asItStands,
  statement: nullable(bytesUpTo(MAX_STATEMENT_BYTES)),
})

/**
 * The entry as canonical CBOR, at most 8 KiB. These bytes are what is hashed, and what a leaf of a
 * hash tree over the log is made of.
 *
 * @throws {LogError} `log.too-large`, `log.event`, `log.malformed`
 */
export function encodeActivity(entry: ActivityEntry): Uint8Array {
  const map = { ...entry, v: VERSION, ...encodeHappening(entry) }
  return encodeMap(ENTRY.encode(map), MAX_ACTIVITY_BYTES)
}

/**
 * Reads an entry. Nothing is known thereby about its place, nor about its statement but that it has
 * one exactly if a device tells of the event: `verifyActivity` checks both. Whatever this accepts,
 * `encodeActivity` gives back byte for byte.
 *
 * @throws {LogError} `log.too-large`; `log.version` when it is not of version 1; `log.event` for an
 *   event that this version does not have; `log.statement`; `log.malformed` for all else
 */
export function parseActivity(encoded: Uint8Array): ActivityEntry {
  const value = decodeMap(encoded, MAX_ACTIVITY_BYTES)
  const { v: _, event, subject, ...rest } = ENTRY.parse(value)
  const entry = { ...rest, ...parseHappening(event, subject) }
  const stated = entry.memberId !== null && entry.deviceId !== null && entry.statement !== null
  const isFromDevice = reporterOf(entry.event) === 'device'
  if (isFromDevice ? !stated : entry.statement !== null) {
    throw new LogError(
      'log.statement',
      'An entry has the statement of a device exactly if a device tells of its event.',
    )
  }
  return entry as ActivityEntry
}

/** SHA-256 over the encoded entry, 32 bytes: what the next entry calls `prevHash`. */
export function hashActivity(entry: ActivityEntry): Uint8Array {
  return sha256(encodeActivity(entry))
}
