import { liveDevices } from '@keyward/workspace/chain'
import type { DeviceId } from '@keyward/workspace/chain'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'

export interface OwnDevice {
  readonly deviceId: DeviceId
  readonly name: string
  readonly isThis: boolean
  /** UTC milliseconds; undefined while it has no session with the server, or that is not known. */
  readonly lastUsedAt: number | undefined
}

/**
 * The member's devices as the membership chain has them, this one first, and when each was last used,
 * which the server knows.
 */
export function useOwnDevices() {
  const { session } = useKeyholder()
  const { workspace, memberId, deviceId: own } = useMember()
  const sessions = useView(views.sessions, () => session.call('listSessions'))
  const lastUsed = new Map<string, number>()
  for (const { deviceId, lastUsedAt } of sessions.data?.sessions ?? [])
    lastUsed.set(deviceId, Math.max(lastUsedAt, lastUsed.get(deviceId) ?? 0))
  const devices = liveDevices(workspace, memberId).map(({ deviceId, name }): OwnDevice => ({
    deviceId,
    name,
    isThis: deviceId === own,
    lastUsedAt: lastUsed.get(deviceId),
  }))
  return {
    devices: devices.toSorted(byUse),
    /** Whether the server has told when they were used. */
    isTold: sessions.data !== undefined,
    problem: sessions.problem,
  }
}

function byUse(a: OwnDevice, b: OwnDevice): number {
  return Number(b.isThis) - Number(a.isThis) || (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0)
}
