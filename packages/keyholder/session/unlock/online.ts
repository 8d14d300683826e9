import type { Me, SessionGranted } from '@keyward/protocol'
import type { UnlockSecret } from '@keyward/vault/unlock'
import { KeyholderError } from '../../error.ts'
import { pullChain } from '../../membership/pull.ts'
import { actingOf } from '../calls/acting.ts'
import { callWith } from '../calls/call-with.ts'
import { remoteOf } from '../calls/remote.ts'
import { type Core, requireKnown, requireOpen } from '../core.ts'
import { type Account, accountOf } from '../sign-in/account-key.ts'
import { tokenOf } from '../state/token.ts'
import { isRemovedFrom, wipe } from '../wipe.ts'
import { compareChains } from './anchor.ts'
import { requirePresentEpoch, unlockBy } from './open-with.ts'

/**
 * Unlocks a known device with what a sign-in gave.
 *
 * @param mark what to remember with it
 * @throws {KeyholderError} `remote.*`, `membership.*`, `session.removed` when the chain says that the
 *   member or this device was removed: the replica has been erased then
 */
export async function unlockOnline(
  core: Core,
  granted: SessionGranted,
  secret: UnlockSecret,
  mark: { readonly areKeysDue?: boolean; readonly serverKey?: string } = {},
): Promise<void> {
  const remote = await remoteOf(core)
  const me = await callWith(remote, granted.token)('getMe')
  requirePresentEpoch(core, me)
  const account = await accountOf(core, me, secret)
  if (account === undefined)
    throw new KeyholderError(
      'remote.malformed',
      'The server gave other keys than were left with it.',
    )
  await unlockSignedIn(core, { granted, me }, account, mark)
}

/** The same with the account key itself. @throws as `unlockOnline` */
export async function unlockSignedIn(
  core: Core,
  { granted, me }: { readonly granted: SessionGranted; readonly me: Me },
  account: Account,
  mark: { readonly areKeysDue?: boolean; readonly serverKey?: string } = {},
): Promise<void> {
  const { isAdmitted } = requireKnown(core)
  await unlockBy(core, account, { me, token: tokenOf(granted) }, mark)
  if (!isAdmitted || !granted.isAdmitted) return
  if (granted.isDeviceAdmitted) await compareChains(core, me)
  else await findOutRemoval(core)
}

/** The server says that this device is none of the member's: the chain has to say so too. */
async function findOutRemoval(core: Core): Promise<void> {
  const { membership, unlocked } = requireOpen(core)
  await pullChain({ ...actingOf(core), membership: () => membership })
  if (isRemovedFrom(membership.state, unlocked)) throw await wipe(core)
}
