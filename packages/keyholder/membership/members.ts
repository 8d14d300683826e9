import type { DeviceId, MemberId, WorkspaceState } from '@keyward/workspace/chain'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import type { Acting } from './acting.ts'
import { appendToChain } from './append.ts'
import { unknownMember } from './unknown.ts'

/**
 * Removes a member: its devices sign nothing from here on, and its sessions end. What it could read
 * has to be given new keys by the accounts' Owners. Removing one who is gone already is no error.
 *
 * @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*`
 */
export async function removeMember(acting: Acting, memberId: MemberId): Promise<void> {
  await appendToChain(acting, (state) => {
    if (state.formerMembers.has(memberId)) return undefined
    return { kind: 'member-removed', memberId }
  })
}

/** Gives a member another role. @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*` */
export async function changeRole(
  acting: Acting,
  memberId: MemberId,
  role: WorkspaceRole,
): Promise<void> {
  await appendToChain(acting, (state) => {
    const member = state.members.get(memberId)
    if (member === undefined) throw unknownMember()
    return member.role === role ? undefined : { kind: 'role-changed', memberId, role }
  })
}

/** Makes another member the Owner, and this one Super Admin. @throws {KeyholderError} as `changeRole` */
export async function handOver(acting: Acting, memberId: MemberId): Promise<void> {
  await appendToChain(acting, () => ({ kind: 'ownership-handed-over', memberId }))
}

/**
 * Takes a device out. Its member has to make new keys afterwards: `session.renewKeys` does so for
 * one's own.
 *
 * @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*`
 */
export async function removeDevice(acting: Acting, deviceId: DeviceId): Promise<void> {
  await appendToChain(acting, (state) =>
    isRemoved(state, deviceId) ? undefined : { kind: 'device-removed', deviceId },
  )
}

function isRemoved(state: WorkspaceState, deviceId: DeviceId): boolean {
  const device = state.devices.get(deviceId)
  return device !== undefined && device.removedAt !== null
}
