import { openMembership, type Membership } from '../membership/membership.ts'
import type { Change } from '../replica/port.ts'
import { type Core, sealingOf, tell } from './core.ts'
import { drop } from './drop.ts'
import { lockWhenPast } from './lock/auto-lock.ts'
import { type Deadline, startDeadline } from './lock/deadline.ts'
import { type Known, knownRow } from './state/known.ts'
import { type Token, tokenRow } from './state/token.ts'
import type { Unlocked } from './unlocked.ts'
import { isRemoved, wipe } from './wipe.ts'

const MINUTE = 60_000

/**
 * Stores what belongs to an unlocked device in one batch, and unlocks the session with it.
 *
 * @throws {KeyholderError} `replica.*`
 */
export async function become(
  core: Core,
  next: {
    readonly known: Known
    readonly unlocked: Unlocked
    /** undefined keeps the one that is stored out of it: there is none. */
    readonly token: Token | undefined
    readonly rows: readonly Change[]
  },
): Promise<void> {
  const { known, unlocked, token, rows } = next
  await core.replica.write([
    ...rows,
    knownRow(known),
    await tokenRow(sealingOf(core), unlocked, token),
  ])
  core.known = known
  await openWith(core, unlocked, token)
}

/** Unlocks with keys whose rows are stored. */
export async function openWith(
  core: Core,
  unlocked: Unlocked,
  token: Token | undefined,
): Promise<void> {
  const { platform, replica, options } = core
  const membership = await openMembership({ ...platform, replica, ...unlocked })
  // Whoever has taken something from the session before takes it anew.
  drop(core, 'keys-changed')
  const closed = new AbortController()
  const deadline = startDeadline(
    { clock: platform.clock, monotonic: options.monotonic },
    lockAfter(core, membership),
  )
  core.open = { unlocked, membership, deadline, closed, token }
  membership.watch(() => heedChain(core, deadline, membership))
  void lockWhenPast(deadline, platform.wait, closed.signal, () => drop(core, 'deadline'))
  tell(core, { kind: 'unlocked' })
}

/** What new entries of the chain mean for this device. */
function heedChain(core: Core, deadline: Deadline, membership: Membership): void {
  deadline.limit(lockAfter(core, membership))
  if (core.open?.membership !== membership) return
  const { memberId, keysetEpoch } = core.open.unlocked
  const self = membership.state.members.get(memberId)
  if (isRemoved(core)) void wipe(core)
  // Another device has made new keys: unlocking fetches them.
  else if (!core.isRenewing && self !== undefined && self.keys.epoch > keysetEpoch)
    drop(core, 'keys-changed')
}

function lockAfter({ options }: Core, { state }: Membership): number {
  const { lockAfterMinutes } = state.policies
  return Math.min(lockAfterMinutes, options.lockAfterMinutes ?? lockAfterMinutes) * MINUTE
}
