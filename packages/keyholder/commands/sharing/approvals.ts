import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import { signApproval } from '@keyward/cosigning/terms'
import { LIFETIMES } from '@keyward/protocol'
import type { MemberId } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import {
  type AskedApproval,
  examineApproval,
  type ExaminedApproval,
} from '../../sharing/approve/examine.ts'
import { sharingPorts } from '../../sharing/ports.ts'
import type { OpenDesk } from '../keyholder.ts'

/** A sign-in that waits for an Owner. */
export interface ApprovalView {
  readonly approvalId: string
  readonly accountId: string
  readonly memberId: MemberId
  /** The member's name. */
  readonly who: string
  readonly deviceName: string
  readonly appName: string
  readonly username: string
  readonly rpId: string
  /** null: a phone gave the hash of what is signed alone, so that nobody can say for which page. */
  readonly origin: string | null
  readonly reason: string | null
  /** UTC milliseconds by the server. */
  readonly askedAt: number
  readonly expiresAt: number
}

/**
 * Sign-ins that wait for who is at the desk. Those that do not hold against what this device knows
 * are left out: they can't be approved.
 *
 * @throws {KeyholderError} `remote.*`, `replica.*`, `session.*`
 */
export async function waitingApprovals(desk: OpenDesk): Promise<readonly ApprovalView[]> {
  const { asked } = await desk.call('listSignInApprovals')
  const views: ApprovalView[] = []
  for (const one of asked) {
    const examined = await unlessRefused(() => examineApproval(sharingPorts(desk), one))
    if (examined !== undefined) views.push(viewOf(desk, examined))
  }
  return views
}

/**
 * Approves one sign-in, or declines it. What is approved is asked for anew and examined again: what
 * the screen showed a while ago is not believed.
 *
 * @throws {KeyholderError} `cosigning.approval-refused`, also for one that is over; `remote.*`,
 *   `replica.*`, `session.*`
 */
export async function answerApproval(
  desk: OpenDesk,
  approvalId: string,
  isApproved: boolean,
): Promise<void> {
  const { asked } = await desk.call('listSignInApprovals')
  const one = asked.find((waiting) => waiting.approvalId === approvalId)
  if (one === undefined)
    throw new KeyholderError(
      'cosigning.approval-refused',
      'This sign-in waits no more: it was answered, or two minutes are over.',
      { detail: 'over' },
    )
  // Declining needs no examination: it is safe whatever was asked.
  if (isApproved) await examineApproval(sharingPorts(desk), one)
  const statement = encodeBase64url(signedAnswer(desk, one, isApproved))
  await desk.call('answerSignInApproval', { params: { approvalId }, body: { statement } })
}

function signedAnswer(
  { vault, platform }: OpenDesk,
  asked: AskedApproval,
  isApproved: boolean,
): Uint8Array {
  const { workspaceId, memberId: authorId, deviceId, deviceKey } = vault.context.unlocked()
  return signApproval(deviceKey, {
    workspaceId,
    approvalId: asked.approvalId,
    accountId: asked.accountId,
    dealId: asked.dealId,
    binding: decodeBase64url(asked.binding),
    authenticatorData: decodeBase64url(asked.authenticatorData),
    clientDataHash: decodeBase64url(asked.clientDataHash),
    isApproved,
    authorId,
    deviceId,
    at: platform.clock(),
  })
}

function viewOf({ workspace }: OpenDesk, examined: ExaminedApproval): ApprovalView {
  const { asked, account, passkey, deviceName, origin, reason } = examined
  const memberId = asked.memberId as MemberId
  return {
    approvalId: asked.approvalId,
    accountId: asked.accountId,
    memberId,
    who: workspace.members.get(memberId)?.name ?? '',
    deviceName,
    appName: account.profile.appName.value,
    username: account.profile.username.value,
    rpId: passkey.rpId,
    origin: origin ?? null,
    reason: reason ?? null,
    askedAt: asked.expiresAt - LIFETIMES.signInApproval,
    expiresAt: asked.expiresAt,
  }
}

async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KeyholderError && error.rule === 'cosigning.approval-refused')
      return undefined
    throw error
  }
}
