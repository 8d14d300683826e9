import { equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type ActivityEntry, type DeviceEntry, encodeActivity, parseActivity } from './entry.ts'
import { LogError } from './error.ts'
import type { ActivityHead } from './head.ts'
import { isStatementSignedBy, parseStatement, type SignedActivityStatement } from './statement.ts'

/** What entries are held against. */
export interface ActivityCheck {
  /** Where the entries begin: `genesisHead` of the workspace, or the head that was reached before. */
  readonly from: ActivityHead
  /**
   * The Ed25519 key of a member's device, 32 bytes, also of one that was removed since; undefined
   * when the membership chain knows no such device of that member.
   */
  readonly devices: DeviceKeys
}

export type DeviceKeys = (memberId: string, deviceId: string) => Uint8Array | undefined

/** A statement of which nothing is left to check but its signature. */
export interface Unverified {
  readonly publicKey: Uint8Array
  readonly statement: SignedActivityStatement
}

/**
 * Checks that the entries follow the head without a gap, and that the devices named in them said so,
 * each statement counted once among these entries. Whoever verifies in parts keeps the ids of
 * statements in mind between them.
 *
 * @returns the head that the last entry reaches; the one given when there are no entries
 * @throws {LogError} `log.workspace`, `log.sequence`, `log.prev-hash`, `log.statement-*`, and as
 *   `parseActivity`
 */
export function verifyActivity(
  entries: Iterable<ActivityEntry>,
  { from, devices }: ActivityCheck,
): ActivityHead {
  const statements = new Statements(devices)
  let head = from
  for (const received of entries) {
    // Nothing counts that its bytes don't say.
    const encoded = encodeActivity(received)
    const entry = parseActivity(encoded)
    head = followedBy(head, entry, sha256(encoded))
    const unverified = statements.take(entry)
    if (unverified !== undefined && !isSigned(unverified)) throw notSigned()
  }
  return head
}

/**
 * The head that an entry reaches, by its hash.
 *
 * @throws {LogError} `log.workspace`, `log.sequence`, `log.prev-hash` when it does not follow
 */
export function followedBy(
  head: ActivityHead,
  entry: ActivityEntry,
  hash: Uint8Array,
): ActivityHead {
  if (entry.workspaceId !== head.workspaceId) throw otherWorkspace()
  if (entry.sequence !== head.sequence + 1) {
    throw new LogError('log.sequence', `Entry ${head.sequence + 1} has to come next.`)
  }
  if (!equalBytes(entry.prevHash, head.hash)) {
    throw new LogError('log.prev-hash', `Entry ${entry.sequence} follows another history.`)
  }
  return { workspaceId: head.workspaceId, sequence: entry.sequence, hash }
}

/** Holds entries against what the devices named in them said, each statement counted once. */
export class Statements {
  readonly #devices: DeviceKeys
  readonly #known = new Set<string>()

  constructor(devices: DeviceKeys) {
    this.#devices = devices
  }

  /**
   * Checks all but the signature, which is left to the caller; undefined where the entry has none.
   *
   * @throws {LogError} `log.statement-disagrees`, `log.statement-device`, `log.statement-repeated`,
   *   and as `parseStatement`
   */
  take(entry: ActivityEntry): Unverified | undefined {
    if (entry.statement === null) return undefined
    const statement = parseStatement(entry.statement)
    if (!agrees(entry, statement)) {
      throw new LogError(
        'log.statement-disagrees',
        `Entry ${entry.sequence} says another thing than the device.`,
      )
    }
    const publicKey = this.#devices(entry.memberId, entry.deviceId)
    if (publicKey === undefined) {
      throw new LogError('log.statement-device', 'The member has no such device.')
    }
    if (this.#known.has(statement.statementId)) {
      throw new LogError(
        'log.statement-repeated',
        `Entry ${entry.sequence} repeats the statement of an entry before.`,
      )
    }
    this.#known.add(statement.statementId)
    return { publicKey, statement }
  }
}

function isSigned({ publicKey, statement }: Unverified): boolean {
  return isStatementSignedBy(publicKey, statement)
}

export function notSigned(): LogError {
  return new LogError('log.statement-signature', "The device's key did not sign the statement.")
}

export function otherWorkspace(): LogError {
  return new LogError('log.workspace', 'The entry is of another workspace.')
}

function agrees(entry: DeviceEntry, said: SignedActivityStatement): boolean {
  return (
    entry.workspaceId === said.workspaceId &&
    entry.memberId === said.memberId &&
    entry.deviceId === said.deviceId &&
    entry.event === said.event &&
    areSame(entry.subject, said.subject)
  )
}

/** Whether two parsed subjects of one event are the same: both have the same members. */
function areSame(one: Readonly<Record<string, unknown>>, other: typeof one): boolean {
  return Object.entries(one).every(([name, value]) => {
    const second = other[name]
    return value instanceof Uint8Array
      ? second instanceof Uint8Array && equalBytes(value, second)
      : value === second
  })
}
