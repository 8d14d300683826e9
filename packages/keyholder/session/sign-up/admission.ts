import { equalBytes } from '@keyward/codec'
import { liveDevice, type WorkspaceState } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { pullChain } from '../../membership/pull.ts'
import { actingOf } from '../calls/acting.ts'
import { sessionCall } from '../calls/session-call.ts'
import { type Core, requireKnown, requireOpen, tell } from '../core.ts'
import { knownRow } from '../state/known.ts'
import type { Unlocked } from '../unlocked.ts'
import { keepAnchor } from '../unlock/anchor.ts'
import { publicKeysOf } from '../keys/public-keys.ts'

/**
 * Whether somebody has admitted the member, who was not when it was last asked. The chain has to name
 * the member's very own keys, and follow what the invitation vouched for.
 *
 * @throws {KeyholderError} `membership.proof` when it names other keys, `membership.*`, `remote.*`
 */
export async function checkAdmission(core: Core): Promise<boolean> {
  const { isAdmitted } = await sessionCall(core, 'getMe')
  if (!isAdmitted) return false
  const membership = () => requireOpen(core).membership
  await pullChain(actingOf(core))
  const { unlocked } = requireOpen(core)
  if (!(await isNamed(membership().state, unlocked))) return false
  const next = { ...requireKnown(core), isAdmitted: true }
  await core.replica.write([knownRow(next)])
  core.known = next
  await keepAnchor(core)
  tell(core, { kind: 'admitted' })
  return true
}

async function isNamed(state: WorkspaceState, own: Unlocked): Promise<boolean> {
  const member = state.members.get(own.memberId)
  if (member === undefined) return false
  const keys = await publicKeysOf(own)
  const device = liveDevice(state, own.memberId, own.deviceId)
  const isSame =
    member.keys.epoch === keys.epoch &&
    equalBytes(member.keys.signing, keys.signing) &&
    equalBytes(member.keys.wrapping, keys.wrapping) &&
    device !== undefined &&
    equalBytes(device.signing, own.deviceKey.publicKey)
  if (isSame) return true
  throw new KeyholderError(
    'membership.proof',
    'The membership chain names other keys for you than your own.',
  )
}
