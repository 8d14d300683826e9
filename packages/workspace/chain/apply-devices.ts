import { WorkspaceError } from '../error.ts'
import { addDevice, memberOf } from './apply-members.ts'
import type { DeviceAdded, DeviceRemoved } from './entry.ts'
import { requireMay } from './require.ts'
import { type Draft, liveDevices, type Member } from './state.ts'

export function applyDeviceAdded(draft: Draft, author: Member, { device }: DeviceAdded): void {
  addDevice(draft, author.memberId, device)
}

export function applyDeviceRemoved(draft: Draft, author: Member, body: DeviceRemoved): void {
  const device = draft.devices.get(body.deviceId)
  if (device === undefined || device.removedAt !== null) {
    throw new WorkspaceError('device.unknown', 'The workspace has no such device.')
  }
  const target = memberOf(draft, device.memberId)
  const self = target.memberId === author.memberId
  requireMay(author, 'device.remove', { target, self })
  // Others may lock out a member whose only device was stolen; nobody locks themselves out.
  if (self && liveDevices(draft, author.memberId).length === 1) {
    throw new WorkspaceError('device.last', 'Add another device before removing your last one.')
  }
  draft.devices.set(device.deviceId, { ...device, removedAt: draft.head.sequence })
  // Whoever has the device may have the keyset that lay on it.
  draft.members.set(target.memberId, { ...target, keysDue: true })
}
