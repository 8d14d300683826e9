import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import {
  type ApprovedSignIn,
  approves,
  CosigningError,
  isOpenAt,
  openApproval,
  openWindow,
  signInBinding,
  type StatementSigner,
} from '@keyward/cosigning/terms'
import { sealForApprover } from '@keyward/vault/deal'
import type { MemberId } from '@keyward/workspace/chain'
import { KeyholderError } from '../../error.ts'
import { cancelled } from '../../provider/answer/cancelled.ts'
import { encodeShown } from '../approve/shown.ts'
import { ownGrant } from '../held/grants.ts'
import { pullDeals } from '../held/pull.ts'
import { ownerDevices, ownerIds, verifiedList } from '../owners.ts'
import type { SharingPorts } from '../ports.ts'
import type { CosignAsk } from '../../provider/cosign-ask.ts'
import { unshared } from './refusal.ts'
import type { StartedSignIn } from './start.ts'

/** How often is looked whether an Owner has answered, in milliseconds. */
const LOOK_EVERY = 1000

/** How many looks there are for one at whether the account is still shared. */
const LOOKS_AT_GRANT = 5

/** Whether an Owner of the account allows the member's sign-ins beforehand, now. */
export async function isWindowOpen(ports: SharingPorts, accountId: string): Promise<boolean> {
  const { context, call } = ports
  const { workspaceId, memberId } = context.unlocked()
  const { windows } = await call('listApprovalWindows')
  const own = windows.filter((one) => one.accountId === accountId && one.memberId === memberId)
  const signers = await signersOf(ports, accountId)
  return own.some(({ statement }) => {
    const expected = { workspaceId, accountId, memberId, signers }
    const window = unlessRefused(() => openWindow(decodeBase64url(statement), expected))
    return window !== undefined && isOpenAt(window, context.platform.clock())
  })
}

/**
 * Asks the Owners of the account to approve this one sign-in, and waits until one of them has, or
 * two minutes are over.
 *
 * @returns the id of the approval
 * @throws {KeyholderError} `cosigning.approval-needed` with `detail` `declined` or `expired`,
 *   `cosigning.refused` once the account is not shared any more, `provider.cancelled`, `remote.*`
 */
export async function askApproval(
  ports: SharingPorts,
  ask: CosignAsk,
  { request }: StartedSignIn,
  reason: string | undefined,
): Promise<string> {
  const { context, call } = ports
  ask.person.approval?.({ kind: 'asking' })
  const approvalId = encodeBase64url(context.platform.random(16))
  const { dealId, authenticatorData, clientDataHash } = request
  const binding = signInBinding(request)
  const { expiresAt } = await call('askApproval', {
    body: {
      approvalId,
      dealId,
      binding: encodeBase64url(binding),
      authenticatorData: encodeBase64url(authenticatorData),
      clientDataHash: encodeBase64url(clientDataHash),
      sealed: await sealToOwners(ports, ask, approvalId, reason),
    },
  })
  ask.person.approval?.({ kind: 'waiting', expiresAt })
  const { accountId } = ask
  const signIn = { approvalId, accountId, dealId, binding, authenticatorData, clientDataHash }
  await waitFor(ports, ask, signIn, expiresAt)
  ask.person.approval?.({ kind: 'approved' })
  return approvalId
}

async function waitFor(
  ports: SharingPorts,
  { accountId, signal }: CosignAsk,
  signIn: ApprovedSignIn,
  expiresAt: number,
): Promise<void> {
  const { call, context } = ports
  const { platform, unlocked } = context
  for (let looks = 1; ; looks += 1) {
    if (signal?.aborted === true) throw cancelled()
    const { mine } = await call('listSignInApprovals')
    const own = mine.find(({ approvalId }) => approvalId === signIn.approvalId)
    if (own === undefined || platform.clock() >= expiresAt) throw unapproved('expired')
    if (own.state === 'declined') throw unapproved('declined')
    if (own.state !== 'open') {
      const { workspaceId } = unlocked()
      const signers = await signersOf(ports, accountId)
      const statement = decodeBase64url(own.statement ?? '')
      const said = unlessRefused(() => openApproval(statement, { workspaceId, signers }))
      if (said === undefined || !approves(said, signIn))
        throw new KeyholderError(
          'cosigning.bad-answer',
          'The server shows an approval that no Owner of the account has signed for this sign-in.',
        )
      return
    }
    if (looks % LOOKS_AT_GRANT === 0) await requireShared(ports, accountId)
    await platform.wait(LOOK_EVERY)
  }
}

/** Nobody waits for the approval of what was revoked meanwhile. */
async function requireShared(ports: SharingPorts, accountId: string): Promise<void> {
  await pullDeals(ports)
  if (!(await ownGrant(ports.context, accountId)).isGranted) throw unshared()
}

/** What Owners are shown, sealed to the keyset of each. */
async function sealToOwners(
  { context }: SharingPorts,
  { accountId, source, clientDataJSON }: CosignAsk,
  approvalId: string,
  reason: string | undefined,
): Promise<{ memberId: string; body: string }[]> {
  const list = await verifiedList(context, accountId)
  const { workspaceId } = context.unlocked()
  const { random } = context.platform
  const shown = encodeShown({ credentialId: source.id, clientDataJSON, reason })
  const sealed: { memberId: string; body: string }[] = []
  for (const memberId of list === undefined ? [] : ownerIds(list)) {
    const owner = context.membership.state.members.get(memberId as MemberId)
    if (owner === undefined) continue
    const place = { workspaceId, approvalId, memberId, keysetEpoch: owner.keys.epoch }
    const body = await sealForApprover(random, owner.keys, place, shown)
    sealed.push({ memberId, body: encodeBase64url(body) })
  }
  return sealed
}

async function signersOf(
  { context }: SharingPorts,
  accountId: string,
): Promise<readonly StatementSigner[]> {
  const list = await verifiedList(context, accountId)
  return list === undefined ? [] : ownerDevices(context, list)
}

function unlessRefused<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof CosigningError) return undefined
    throw error
  }
}

function unapproved(detail: 'declined' | 'expired'): KeyholderError {
  const said = detail === 'declined' ? 'declined this sign-in' : 'did not approve it in time'
  return new KeyholderError('cosigning.approval-needed', `An Owner of the account ${said}.`, {
    detail,
  })
}
