import { type DeviceId, liveDevice, type MemberId, safetyNumber } from '@keyward/workspace/chain'
import { unknownMember } from '../../membership/unknown.ts'
import { type Core, requireOpen } from '../core.ts'
import { publicKeysOf } from '../keys/public-keys.ts'

/**
 * What this member and another one read out to each other, on the other's device: equal when the
 * server has changed neither's keys, and shows both the same workspace.
 *
 * @throws {KeyholderError} `membership.unknown-member`, `session.locked`
 */
export async function safetyNumberWith(
  core: Core,
  other: { readonly memberId: MemberId; readonly deviceId: DeviceId },
): Promise<string> {
  const { unlocked, membership } = requireOpen(core)
  const { state } = membership
  const member = state.members.get(other.memberId)
  const device = liveDevice(state, other.memberId, other.deviceId)
  if (member === undefined || device === undefined) throw unknownMember()
  return safetyNumber(
    state.genesisHash,
    {
      memberId: unlocked.memberId,
      keys: await publicKeysOf(unlocked),
      deviceSigning: unlocked.deviceKey.publicKey,
    },
    { memberId: other.memberId, keys: member.keys, deviceSigning: device.signing },
  )
}
