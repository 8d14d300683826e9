import { encodeCbor, equalBytes } from '@keyward/codec'
import { sha256 } from '@keyward/primitives/hash'
import { type ActivityEntry, type DeviceEntry, encodeActivity, parseActivity } from './entry.ts'
import { LogError } from './error.ts'
import { encodeHappening } from './form.ts'
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
  readonly devices: (memberId: string, deviceId: string) => Uint8Array | undefined
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
  const statements = new Set<string>()
  let head = from
  for (const received of entries) {
    // Nothing counts that its bytes don't say.
    const encoded = encodeActivity(received)
    const entry = parseActivity(encoded)
    checkPlace(head, entry)
    if (entry.statement !== null) {
      const said = checkStatement(entry, devices(entry.memberId, entry.deviceId))
      if (statements.has(said.statementId)) {
        throw new LogError(
          'log.statement-repeated',
          `Entry ${entry.sequence} repeats the statement of an entry before.`,
        )
      }
      statements.add(said.statementId)
    }
    const { workspaceId, sequence } = entry
    head = { workspaceId, sequence, hash: sha256(encoded) }
  }
  return head
}

function checkPlace(head: ActivityHead, entry: ActivityEntry): void {
  if (entry.workspaceId !== head.workspaceId) {
    throw new LogError('log.workspace', 'The entry is of another workspace.')
  }
  if (entry.sequence !== head.sequence + 1) {
    throw new LogError('log.sequence', `Entry ${head.sequence + 1} has to come next.`)
  }
  if (!equalBytes(entry.prevHash, head.hash)) {
    throw new LogError('log.prev-hash', `Entry ${entry.sequence} follows another history.`)
  }
}

function checkStatement(
  entry: DeviceEntry,
  publicKey: Uint8Array | undefined,
): SignedActivityStatement {
  const said = parseStatement(entry.statement)
  if (!agrees(entry, said)) {
    throw new LogError(
      'log.statement-disagrees',
      `Entry ${entry.sequence} says another thing than the device.`,
    )
  }
  if (publicKey === undefined) {
    throw new LogError('log.statement-device', 'The member has no such device.')
  }
  if (!isStatementSignedBy(publicKey, said)) {
    throw new LogError('log.statement-signature', "The device's key did not sign the statement.")
  }
  return said
}

function agrees(entry: DeviceEntry, said: SignedActivityStatement): boolean {
  return (
    entry.workspaceId === said.workspaceId &&
    entry.memberId === said.memberId &&
    entry.deviceId === said.deviceId &&
    entry.event === said.event &&
    equalBytes(
      encodeCbor(encodeHappening(entry).subject),
      encodeCbor(encodeHappening(said).subject),
    )
  )
}
