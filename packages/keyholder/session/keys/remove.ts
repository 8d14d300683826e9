import type { DeviceId } from '@keyward/workspace/chain'
import { removeDevice } from '../../membership/members.ts'
import { actingOf } from '../calls/acting.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, requireOpen } from '../core.ts'
import type { ShownKit } from '../shown-kit.ts'
import { renewKeys } from './renew.ts'
import { requireStrength } from '../sign-up/passphrase.ts'

/**
 * Takes out another of the member's own devices. Whoever has it may have what lay on it, so new keys
 * follow at once.
 *
 * @throws {KeyholderError} as `renewKeys`, and `membership.refused` for the last device
 */
export async function removeOwnDevice(
  core: Core,
  given: { readonly deviceId: DeviceId; readonly passphrase: string },
): Promise<ShownKit> {
  requireOpen(core)
  // Looked at first, so that no device goes without new keys for a weak passphrase.
  requireStrength(given.passphrase, [core.known?.address ?? ''])
  await removeDevice(actingOf(core), given.deviceId)
  return renewKeys(core, given.passphrase)
}

/**
 * Takes out a passkey of Keyward's own: the server refuses it at once, and new keys follow.
 *
 * @throws {KeyholderError} as `renewKeys`
 */
export async function removePasskey(
  core: Core,
  given: { readonly methodId: string; readonly passphrase: string },
): Promise<ShownKit> {
  requireOpen(core)
  requireStrength(given.passphrase, [core.known?.address ?? ''])
  await sessionCall(core, 'deleteMethod', { params: { methodId: given.methodId } })
  return renewKeys(core, given.passphrase)
}
