import { isAbout, openApproval } from '@keyward/cosigning/terms'
import { DONE, LIFETIMES } from '@keyward/protocol'
import { type DeviceId, liveDevice, type MemberId } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { ownedAccount, ownerIds, sharedAccount } from '../../cosigning/account.ts'
import { requireLive } from '../../cosigning/judge.ts'
import type { SignInApprovalRow } from '../../store/ports/deals.ts'
import type { Handler, MemberVisitor } from '../handler.ts'

export const askApproval: Handler<'askApproval'> = async (server, { body, by, now }) => {
  const { workspaceId, memberId, deviceId } = by
  const { approvalId, dealId } = body
  const facts = await server.store.deals.facts(workspaceId, dealId, { approvalId: null, now })
  requireLive(facts, by, server.signer.signerId, now)
  const { accountId } = facts
  const owners = new Set(ownerIds((await sharedAccount(server.store, by, accountId)).list))
  const sealed = new Map(body.sealed.map((one) => [one.memberId, one.body]))
  const bodies = [...sealed]
    .filter(([owner]) => owners.has(owner))
    .map(([owner, text]) => ({ memberId: owner, body: bytesOf(text, 'sealed') }))
  if (bodies.length === 0)
    throw refused('approval.owners', 'An approval is asked of Owners of the account.')
  const subject = { approvalId, accountId, dealId }
  return server.store.sharing.ask(
    {
      workspaceId,
      approvalId,
      accountId,
      dealId,
      memberId,
      deviceId,
      binding: bytesOf(body.binding, 'binding'),
      authenticatorData: bytesOf(body.authenticatorData, 'authenticatorData'),
      clientDataHash: bytesOf(body.clientDataHash, 'clientDataHash'),
      expiresAt: now + LIFETIMES.signInApproval,
      bodies,
    },
    [{ event: 'sign-in-approval-asked', subject, memberId, deviceId, time: now }],
    now,
  )
}

export const listSignInApprovals: Handler<'listSignInApprovals'> = async (server, { by, now }) => {
  const { asked, mine } = await server.store.sharing.approvals(by, now)
  return {
    asked: asked.map((row) => ({
      approvalId: row.approvalId,
      accountId: row.accountId,
      dealId: row.dealId,
      memberId: row.memberId,
      deviceId: row.deviceId,
      binding: textOf(row.binding),
      authenticatorData: textOf(row.authenticatorData),
      clientDataHash: textOf(row.clientDataHash),
      body: textOf(row.body),
      expiresAt: row.expiresAt,
    })),
    mine: mine.map(({ approvalId, state, statement, expiresAt }) => ({
      approvalId,
      state,
      statement: statement === null ? null : textOf(statement),
      expiresAt,
    })),
  }
}

export const answerSignInApproval: Handler<'answerSignInApproval'> = async (server, call) => {
  const { params, body, by, now } = call
  const { workspaceId, memberId, deviceId } = by
  const { approvalId } = params
  const row = await server.store.sharing.approval(by, approvalId, now)
  if (row === undefined) throw new Refused('approval_unknown')
  await requireOwner(server.store, by, row)
  const statement = bytesOf(body.statement, 'statement')
  const said = openApproval(statement, { workspaceId, signers: ownDevice(by) })
  if (!isAbout(said, row))
    throw refused('approval.other', 'It says something of another sign-in than was asked about.')
  const { isApproved } = said
  const subject = { approvalId, accountId: row.accountId, dealId: row.dealId, isApproved }
  await server.store.sharing.answer(
    { workspaceId, approvalId, isApproved, statement },
    [{ event: 'sign-in-approval-answered', subject, memberId, deviceId, time: now }],
    now,
  )
  return DONE
}

/** Who was an Owner when it was asked need not be one any more. @throws {Refused} `approval_unknown` */
async function requireOwner(
  store: Parameters<typeof ownedAccount>[0],
  by: MemberVisitor,
  { accountId }: SignInApprovalRow,
): Promise<void> {
  try {
    await ownedAccount(store, by, accountId)
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause
    throw new Refused('approval_unknown', { cause })
  }
}

/** The device that asks, as the one that may sign what it brings. */
export function ownDevice({ state, memberId, deviceId }: MemberVisitor) {
  const device = liveDevice(state, memberId as MemberId, deviceId as DeviceId)
  return device === undefined ? [] : [{ memberId, deviceId, signing: device.signing }]
}

function refused(rule: string, message: string): Refused {
  return new Refused('object_refused', { rule, message })
}
