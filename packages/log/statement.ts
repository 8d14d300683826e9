import type { CborMap } from '@keyward/codec'
import {
  type IdentityKey,
  signStatement as signMap,
  verifyStatement,
  verifyStatementLater,
} from '@keyward/primitives/identity'
import { type ActivityEvent, type DeviceEvent, type Happening, reporterOf } from './events.ts'
import { asItStands, bytes, id, integer, malformed, record, time } from './fields.ts'
import { decodeMap, encodeHappening, encodeMap, parseHappening, VERSION } from './form.ts'
import { STATEMENT_PURPOSE } from './labels.ts'

/** The longest statement, in bytes, signature included. */
export const MAX_STATEMENT_BYTES = 4096

/** What a device says that it did. Ids are 16 bytes as base64url text. */
export type ActivityStatement<Event extends DeviceEvent = DeviceEvent> = Happening<Event> & {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  /** Random: a statement counts once, however often it is sent. */
  readonly statementId: string
  /** UTC milliseconds by the device's clock. */
  readonly at: number
}

export type SignedActivityStatement<Event extends DeviceEvent = DeviceEvent> =
  ActivityStatement<Event> & {
    /** Ed25519 by the device's key, 64 bytes. */
    readonly signature: Uint8Array
  }

const MEMBERS = {
  v: integer(0),
  workspaceId: id,
  memberId: id,
  deviceId: id,
  statementId: id,
  event: asItStands,
  subject: asItStands,
  at: time,
}
const unsigned = record(MEMBERS)
const signed = record({ ...MEMBERS, signature: bytes(64) })

/**
 * Signs what a device did, with the device's key.
 *
 * @throws {LogError} as `parseStatement`, when it is none that could be read again
 */
export function signStatement(
  key: IdentityKey,
  statement: ActivityStatement,
): SignedActivityStatement {
  const signature = new Uint8Array(64)
  // Read once as it would be received, so that nothing is signed that could not be.
  const checked = parseStatement(encodeStatement({ ...statement, signature }))
  return { ...checked, signature: signMap(key, STATEMENT_PURPOSE, statementMap(checked)) }
}

/** Whether the key signed the statement, which came from `signStatement` or `parseStatement`. */
export function isStatementSignedBy(
  publicKey: Uint8Array,
  statement: SignedActivityStatement,
): boolean {
  const { signature } = statement
  return verifyStatement(publicKey, STATEMENT_PURPOSE, statementMap(statement), signature)
}

/** As `isStatementSignedBy`, later: where the engine has other threads, on one of them. */
export function isStatementSignedLater(
  publicKey: Uint8Array,
  statement: SignedActivityStatement,
): Promise<boolean> {
  const { signature } = statement
  return verifyStatementLater(publicKey, STATEMENT_PURPOSE, statementMap(statement), signature)
}

/**
 * The statement with its signature as canonical CBOR, at most 4 KiB.
 *
 * @throws {LogError} `log.too-large`, `log.event`, `log.malformed`
 */
export function encodeStatement(statement: SignedActivityStatement): Uint8Array {
  const map = { ...statement, v: VERSION, ...encodeHappening(statement) }
  return encodeMap(signed.encode(map), MAX_STATEMENT_BYTES)
}

/**
 * Reads a statement. Nothing is known thereby about its signature. Whatever this accepts,
 * `encodeStatement` gives back byte for byte.
 *
 * @throws {LogError} `log.too-large`; `log.version` when it is not of version 1; `log.event` for an
 *   event that this version does not have; `log.malformed` for all else
 */
export function parseStatement(encoded: Uint8Array): SignedActivityStatement {
  const value = decodeMap(encoded, MAX_STATEMENT_BYTES)
  const { v: _, event, subject, ...rest } = signed.parse(value)
  const happening = parseHappening(event, subject)
  if (!isDeviceHappening(happening)) throw malformed('an event of which devices tell')
  return { ...rest, ...happening }
}

function statementMap(statement: ActivityStatement): CborMap {
  return unsigned.encode({ ...statement, v: VERSION, ...encodeHappening(statement) })
}

function isDeviceHappening(
  happening: Happening<ActivityEvent>,
): happening is Happening<DeviceEvent> {
  return reporterOf(happening.event) === 'device'
}
