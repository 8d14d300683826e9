import type { SessionGranted } from '@keyward/protocol'
import { type DeviceId, liveDevice, type MemberId } from '@keyward/workspace/chain'
import type { Standing } from '../membership/standing.ts'
import type { SessionRow } from '../store/ports/sessions.ts'

/** What a device gets when its session begins: the one answer that has the token. */
export function sessionAnswer(
  session: SessionRow,
  token: string,
  standing: Standing | undefined,
  now: number,
): SessionGranted {
  const { sessionId, workspaceId, memberId, deviceId, expiresAt } = session
  const state = standing?.state
  const device = state && liveDevice(state, memberId as MemberId, deviceId as DeviceId)
  return {
    sessionId,
    token,
    workspaceId,
    memberId,
    deviceId,
    isAdmitted: state?.members.has(memberId as MemberId) ?? false,
    isDeviceAdmitted: device !== undefined,
    expiresAt,
    serverTime: now,
  }
}
