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
import { KeyholderError } from '../../error.ts'
import type { SessionCall } from '../../membership/acting.ts'
import { type Core, inTurn, requireNone } from '../core.ts'
import { callWith, setUpDevice, type SignedIn } from '../sign-in/new-device.ts'
import { beginSignIn, type SignIn } from '../sign-in/sign-in.ts'
import { type ApprovalBox, approvalBox, readFirst } from './box.ts'
import { approvalError } from './error.ts'

/** A new device that has signed in and asks another one for everything else. */
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
  const finish = (handover: Handover): Promise<void> =>
    inTurn(core, () => finishSetUp(core, signedIn, handover, deviceKey))
  return {
    async byCode(code, stop) {
      const { pending, box } = await findOffer(core, call, signedIn.me, code, device)
      await box.send(1, pending.request)
      const answer = await box.receive(2, stop)
      await finish(await approvalError(() => pending.accept(answer)))
    },
    async byDigits(stop) {
      const { box, commitment } = await findComparison(core, call, stop)
      const { random } = core.platform
      const { me } = signedIn
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
