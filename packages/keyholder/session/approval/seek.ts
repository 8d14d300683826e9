import { makeIdentityKey } from '@keyward/primitives/identity'
import {
  answerComparison,
  type ApprovalContext,
  type Handover,
  type NewDevice,
  parseApprovalCode,
  type PendingApproval,
  requestApproval,
  VaultError,
} from '@keyward/vault/unlock'
import type { SessionGranted } from '@keyward/protocol'
import { KeyholderError } from '../../error.ts'
import { notAdmitted } from '../../membership/decide.ts'
import type { SessionCall } from '../../membership/acting.ts'
import type { Remote } from '../../remote/port.ts'
import { callWith } from '../calls/call-with.ts'
import { remoteOf } from '../calls/remote.ts'
import { type Core, inTurn, requireKnown, requireNone, requireOpen } from '../core.ts'
import { setUpDevice, type SignedIn } from '../sign-in/new-device.ts'
import { passkeySession } from '../sign-in/passkey.ts'
import { passphraseSession } from '../sign-in/passphrase.ts'
import { beginSignIn, type SignIn } from '../sign-in/sign-in.ts'
import { unlockSignedIn } from '../unlock/online.ts'
import { requirePresentEpoch } from '../unlock/open-with.ts'
import { type ApprovalBox, approvalBox, readFirst } from './box.ts'
import { approvalError } from './error.ts'

/** A device that has signed in and asks another one for everything else. */
export interface ApprovalSeeker {
  /**
   * By the code that the other device shows. Unlocks when it was approved.
   *
   * @throws {KeyholderError} `session.approval`, `membership.*`, `remote.*`, `replica.*`
   */
  byCode(code: string, stop?: AbortSignal): Promise<void>
  /** By six digits that both devices show. @throws as `byCode` */
  byDigits(stop?: AbortSignal): Promise<{
    readonly digits: string
    /** Waits for the other device's word, and unlocks. @throws as `byCode` */
    finish(): Promise<void>
  }>
}

/** Signs in as the member. @throws {KeyholderError} as `signIn` */
export async function seekApproval(core: Core, given: SignIn): Promise<ApprovalSeeker> {
  requireNone(core)
  const { signedIn } = await beginSignIn(core, given)
  const call = callWith(signedIn.remote, signedIn.granted.token)
  const deviceKey = makeIdentityKey(core.platform.random)
  const { deviceId, name } = signedIn.device
  const device: NewDevice = { deviceId, name, signing: deviceKey.publicKey }
  return seekerOf(core, { call, me: signedIn.me, device }, (handover) =>
    finishSetUp(core, signedIn, handover, deviceKey),
  )
}

/** How a locked device tells the server whose it is, when another device is to open it. */
export type SeekUnlock =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'passkey' }

/**
 * Asks another device to unlock this one, which is known and locked: it signs in, and gets the
 * account key alone. Nothing that it keeps is lost.
 *
 * @throws {KeyholderError} `session.none`, `session.wrong-passphrase`; `session.not-admitted` for a
 *   device that the workspace does not have (any more); `remote.*`
 */
export async function seekUnlock(core: Core, given: SeekUnlock): Promise<ApprovalSeeker> {
  const known = requireKnown(core)
  const remote = await remoteOf(core)
  const granted = await sessionBy(core, remote, given)
  if (!known.isAdmitted || !granted.isDeviceAdmitted) throw notAdmitted()
  const call = callWith(remote, granted.token)
  const me = await call('getMe')
  requirePresentEpoch(core, me)
  // Its own signing key lies under the account key. The chain has that one; this one is kept nowhere.
  const { publicKey: signing } = makeIdentityKey(core.platform.random)
  const device: NewDevice = { deviceId: known.deviceId, name: known.deviceName, signing }
  return seekerOf(core, { call, me, device }, async (handover) => {
    // Asked again: the member's keys may have changed since the sign-in.
    const now = await call('getMe')
    requirePresentEpoch(core, now)
    const { accountKey, accountKeyEpoch, genesisHash, head } = handover
    await unlockSignedIn(core, { granted, me: now }, { accountKey, accountKeyEpoch })
    await requireOpen(core).membership.hold({ genesisHash, head })
  })
}

async function sessionBy(core: Core, remote: Remote, given: SeekUnlock): Promise<SessionGranted> {
  const { workspaceId, address, serverKey, deviceId, deviceName: name } = requireKnown(core)
  const device = { deviceId, name }
  if (given.by === 'passkey') return (await passkeySession(core, remote, device, [])).granted
  const who = { workspaceId, address, serverKey, device }
  return (await passphraseSession(remote, who, given.passphrase)).granted
}

interface Seeking {
  readonly call: SessionCall
  readonly me: ApprovalContext
  readonly device: NewDevice
}

/** @param finished what is done with what the other device hands over */
function seekerOf(
  core: Core,
  { call, me, device }: Seeking,
  finished: (handover: Handover) => Promise<void>,
): ApprovalSeeker {
  const finish = (handover: Handover): Promise<void> => inTurn(core, () => finished(handover))
  return {
    async byCode(code, stop) {
      const { pending, box } = await findOffer(core, call, me, code, device)
      await box.send(1, pending.request)
      const answer = await box.receive(2, stop)
      await finish(await approvalError(() => pending.accept(answer)))
    },
    async byDigits(stop) {
      const { box, commitment } = await findComparison(core, call, stop)
      const { random } = core.platform
      const answered = await approvalError(() => answerComparison(random, me, commitment, device))
      await box.send(1, answered.answer)
      const reveal = await box.receive(2, stop)
      const checked = await approvalError(async () => answered.check(reveal))
      return {
        digits: checked.digits,
        async finish() {
          const handover = await box.receive(3, stop)
          await finish(await approvalError(() => checked.accept(handover)))
        },
      }
    },
  }
}

async function finishSetUp(
  core: Core,
  signedIn: SignedIn,
  { accountKey, accountKeyEpoch, genesisHash, head }: Handover,
  deviceKey: ReturnType<typeof makeIdentityKey>,
): Promise<void> {
  requireNone(core)
  // Asked again: the member's keys may have changed since the sign-in.
  const me = await callWith(signedIn.remote, signedIn.granted.token)('getMe')
  const believed = { genesisHash, head }
  await setUpDevice(core, { ...signedIn, me }, { accountKey, accountKeyEpoch, believed, deviceKey })
}

/** The open approval whose key is the one of the code. */
async function findOffer(
  core: Core,
  call: SessionCall,
  context: ApprovalContext,
  code: string,
  device: NewDevice,
): Promise<{ readonly pending: PendingApproval; readonly box: ApprovalBox }> {
  const parsed = await approvalError(async () => parseApprovalCode(code))
  const { random } = core.platform
  for (const { box, first } of await openBoxes(core, call)) {
    const offered = readFirst('code', first)
    if (offered === undefined) continue
    try {
      const pending = await requestApproval(random, context, parsed, offered, device)
      return { pending, box }
    } catch (error) {
      // Another offer, or one that the server has changed.
      if (!(error instanceof VaultError)) throw error
    }
  }
  throw new KeyholderError('session.approval', 'No device of yours shows this code any more.')
}

const LOOK_EVERY = 1000
const MOST_LOOKS = 600

async function findComparison(
  core: Core,
  call: SessionCall,
  stop: AbortSignal | undefined,
): Promise<{ readonly box: ApprovalBox; readonly commitment: Uint8Array }> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (stop?.aborted === true) break
    for (const { box, first, messages } of await openBoxes(core, call)) {
      const commitment = readFirst('digits', first)
      if (commitment !== undefined && messages === 1) return { box, commitment }
    }
    await core.platform.wait(LOOK_EVERY, stop)
  }
  throw new KeyholderError('session.approval', 'No other device of yours offers to compare digits.')
}

async function openBoxes(core: Core, call: SessionCall) {
  const { approvals } = await call('listApprovals')
  const withFirst = approvals.filter(({ messages }) => messages > 0)
  return Promise.all(
    withFirst.map(async ({ approvalId, messages }) => {
      const box = approvalBox(call, core.platform, approvalId)
      return { box, messages, first: await box.receive(0) }
    }),
  )
}
