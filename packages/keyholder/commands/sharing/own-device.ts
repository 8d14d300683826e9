import { liveDevices } from '@keyward/workspace/chain'
import { passkeyStatus } from '../../accounts.ts'
import { heldDeals } from '../../sharing/held/held.ts'
import { sharingPorts } from '../../sharing/ports.ts'
import { keysBelow, partsOf } from '../../sharing/rows.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import type { OpenDesk } from '../keyholder.ts'
import { LOW, type SharedDevice } from './shared-device.ts'

/**
 * How often this device can still sign in to an account without its key, by the least of the passkeys
 * that it has deals for. Without any it waits for an Owner's.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function ownDevice(
  desk: Pick<OpenDesk, 'vault' | 'call' | 'incarnation' | 'workspace' | 'identity'>,
  { profile }: Pick<OpenAccount, 'profile'>,
): Promise<SharedDevice> {
  const { context } = sharingPorts(desk)
  const { memberId, deviceId } = desk.identity
  const device = liveDevices(desk.workspace, memberId).find((one) => one.deviceId === deviceId)
  const deviceName = device?.name ?? ''
  const numbers: (number | null)[] = []
  for (const passkey of profile.passkeys.values()) {
    if (passkeyStatus(passkey) !== 'active') continue
    const held = await heldDeals(context, passkey.credentialId)
    if (held.length === 0) continue
    let left: number | null = null
    for (const { dealId, share } of held) {
      if (share !== undefined) continue
      left = (left ?? 0) + (await keysBelow(context, partsOf(dealId))).length
    }
    numbers.push(left)
  }
  if (numbers.length === 0) return { deviceName, left: null, state: 'waiting' }
  const counted = numbers.filter((one) => one !== null)
  const left = counted.length === 0 ? null : Math.min(...counted)
  if (left === 0) return { deviceName, left: null, state: 'waiting' }
  return { deviceName, left, state: left !== null && left < LOW ? 'low' : 'ready' }
}
