import { type ActivityEntry, encodeActivity, hashActivity, parseActivity } from './entry.ts'
import type { Happening, ServerEvent } from './events.ts'
import type { ActivityHead } from './head.ts'
import { LogError } from './error.ts'
import { parseStatement } from './statement.ts'

/** What the server tells of by itself, and who asked for it. */
export type ServerReport = Happening<ServerEvent> & {
  /** UTC milliseconds by the server's clock. */
  readonly time: number
  readonly memberId: string | null
  readonly deviceId: string | null
}

/** What a device tells of: the bytes of its signed statement, as they came. */
export interface DeviceReport {
  /** UTC milliseconds by the server's clock. */
  readonly time: number
  readonly statement: Uint8Array
}

/**
 * The entry that follows the head. From a statement it takes member, device, event and subject; its
 * signature and that it was not logged before are the caller's to check.
 *
 * @throws {LogError} as `parseStatement` and `parseActivity`; `log.workspace` for a statement from
 *   another workspace
 */
export function nextEntry(head: ActivityHead, report: ServerReport | DeviceReport): ActivityEntry {
  const { workspaceId } = head
  const place = { workspaceId, sequence: head.sequence + 1, prevHash: head.hash }
  const entry =
    'statement' in report
      ? { ...stated(workspaceId, report), ...place }
      : { ...report, statement: null, ...place }
  // Event and subject belong together in either, which the type of a spread union does not say.
  return parseActivity(encodeActivity(entry as ActivityEntry))
}

/** The head after an entry that `nextEntry` gave, or whose place was checked. */
export function headOf(entry: ActivityEntry): ActivityHead {
  const { workspaceId, sequence } = entry
  return { workspaceId, sequence, hash: hashActivity(entry) }
}

function stated(workspaceId: string, { time, statement }: DeviceReport) {
  const { memberId, deviceId, event, subject, ...said } = parseStatement(statement)
  if (said.workspaceId !== workspaceId) {
    throw new LogError('log.workspace', 'The statement is from another workspace.')
  }
  return { time, memberId, deviceId, event, subject, statement }
}
