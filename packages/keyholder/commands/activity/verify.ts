import { equalBytes } from '@keyward/codec'
import {
  type ActivityEntry,
  type ActivityHead,
  genesisHead,
  hashActivity,
  LogError,
  parseJsonLine,
  verifyActivity as verified,
} from '@keyward/log'
import type { DeviceId, WorkspaceState } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { foldWhole } from '../../membership/fold.ts'
import type { ReplicaStore } from '../../replica.ts'
import { readState } from '../../sync/state.ts'

/** What a log was found to be. */
export interface VerifiedLog {
  readonly entries: number
  readonly head: ActivityHead
  /**
   * How it stands to the end of the log that this device has seen: `covered` when that is in it,
   * `older` when it ends before, `unknown` when this device has seen none.
   */
  readonly seen: 'covered' | 'older' | 'unknown'
}

/**
 * Verifies a whole log as it was exported in JSON Lines, without the server: that it is one unbroken
 * chain from its first entry, that every statement in it was signed by a device that the membership
 * chain of this device knows, and that it has the very entry up to which this device has seen the
 * log before. It needs no unlocking.
 *
 * @throws {LogError} with the rule that refused
 * @throws {KeyholderError} `session.none` without a chain here, `activity.forked` when this device
 *   has seen another history
 */
export async function verifyActivity(
  replica: ReplicaStore,
  lines: Iterable<string>,
): Promise<VerifiedLog> {
  const state = await chainOf(replica)
  const remembered = (await readState(replica)).state.activityHead
  let count = 0
  let isSeen = false
  const entries = function* (): Generator<ActivityEntry> {
    for (const line of lines) {
      const entry = parseJsonLine(line)
      count += 1
      if (entry.sequence === remembered?.sequence) {
        if (!equalBytes(hashActivity(entry), remembered.hash)) throw forked(entry.sequence)
        isSeen = true
      }
      yield entry
    }
  }
  const head = verified(entries(), {
    from: genesisHead(state.workspaceId),
    devices: (memberId, deviceId) => {
      const device = state.devices.get(deviceId as DeviceId)
      return device?.memberId === memberId ? device.signing : undefined
    },
  })
  if (count === 0) throw new LogError('log.sequence', 'The file has no entries.')
  const seen = remembered === undefined || remembered.sequence === 0 ? 'unknown' : 'older'
  return { entries: count, head, seen: isSeen ? 'covered' : seen }
}

/** The membership chain as it is stored: public, and checked again by folding it. */
async function chainOf(replica: ReplicaStore): Promise<WorkspaceState> {
  const rows = await replica.list('chain')
  if (rows.length === 0)
    throw new KeyholderError(
      'session.none',
      'A log is verified where a member of its workspace is signed in.',
    )
  return foldWhole(rows.map(({ value }) => value)).state
}

function forked(sequence: number): KeyholderError {
  return new KeyholderError(
    'activity.forked',
    `Entry ${sequence} is another one than this device has seen: the history was changed.`,
  )
}
