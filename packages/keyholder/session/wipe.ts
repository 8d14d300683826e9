import type { WorkspaceState } from '@keyward/workspace/chain'
import { KeyholderError } from '../error.ts'
import { drop } from './drop.ts'
import { type Core, tell } from './core.ts'
import type { Identity } from './unlocked.ts'

/** Whether this device's own chain says that the member or the device was removed. */
export function isRemoved({ open }: Core): boolean {
  return open !== undefined && isRemovedFrom(open.membership.state, open.unlocked)
}

/** Whether a chain says so. */
export function isRemovedFrom(
  { formerMembers, devices }: WorkspaceState,
  { memberId, deviceId }: Identity,
): boolean {
  const device = devices.get(deviceId)
  return formerMembers.has(memberId) || (device !== undefined && device.removedAt !== null)
}

/** Erases the replica of a member or device that was removed. Gives what to throw. */
export async function wipe(core: Core, cause?: unknown): Promise<KeyholderError> {
  drop(core, 'removed')
  const wasKnown = core.known !== undefined
  await eraseAll(core)
  if (wasKnown) tell(core, { kind: 'removed' })
  return new KeyholderError(
    'session.removed',
    'You or this device were removed from the workspace. Its data has been erased here.',
    { cause },
  )
}

export async function eraseAll(core: Core): Promise<void> {
  core.known = undefined
  core.remote = undefined
  core.proofKey = undefined
  await core.replica.erase()
}
