import { equalBytes } from '@keyward/codec'
import { type Joiner, LIMITS } from '@keyward/protocol'
import type { MemberId } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { makeSession } from '../../auth/session.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import type { Standing } from '../../membership/standing.ts'
import type { InvitationRow } from '../../store/ports/invitations.ts'
import type { ChainRow } from '../../store/ports/workspaces.ts'
import { newMember } from '../enrolment.ts'
import type { Handler } from '../handler.ts'
import type { Server } from '../server.ts'
import { sessionAnswer } from '../session-answer.ts'

export const viewInvitation: Handler<'viewInvitation'> = async (server, { params, now }) => {
  const invitation = await openInvitation(server, params.invitationId, now)
  const { workspaceId, invitationId, role, memberKind, expiresAt, headSequence } = invitation
  return {
    workspaceId,
    invitationId,
    role,
    memberKind,
    expiresAt,
    chainProof: textOf(invitation.chainProof),
    headSequence,
    headHash: textOf(invitation.headHash),
    chain: await wholeChain(server, workspaceId),
  }
}

export const joinWorkspace: Handler<'joinWorkspace'> = async (server, call) => {
  const { params, body, by, now } = call
  const invitation = await openInvitation(server, params.invitationId, now)
  const { workspaceId, invitationId } = invitation
  const { joiner, proof, enrolment } = body
  checkJoiner(joiner, invitation, await server.standings.of(workspaceId))
  const { memberId, device } = joiner
  const { session, token } = makeSession(server.random, now, {
    workspaceId,
    memberId,
    device,
    thumbprint: by.thumbprint,
    by: 'sign-up',
    methodId: null,
  })
  const { address } = enrolment
  const proven = proof === null ? null : bytesOf(proof, 'proof')
  const { deviceId } = device
  const subject = { invitationId }
  const started = await server.store.invitations.join({
    invitationId,
    request: { joiner, address, proof: proven, at: now },
    member: await newMember(server, enrolment, { memberId, status: 'waiting' }, now),
    session,
    activity: [{ event: 'join-requested', subject, memberId, deviceId, time: now }],
  })
  return sessionAnswer(started, token, undefined, now)
}

/** @throws {Refused} `invitation_unknown` */
async function openInvitation(
  server: Server,
  invitationId: string,
  now: number,
): Promise<InvitationRow> {
  const invitation = await server.store.invitations.get(invitationId, now)
  if (invitation === undefined) throw new Refused('invitation_unknown')
  return invitation
}

/** Who joins has seen this very workspace, takes what was offered, and is nobody who was there before. */
function checkJoiner(
  joiner: Joiner,
  invitation: InvitationRow,
  standing: Standing | undefined,
): void {
  if (standing === undefined) throw new Refused('invitation_unknown')
  const { state } = standing
  if (!equalBytes(bytesOf(joiner.genesisHash, 'joiner.genesisHash'), state.genesisHash))
    throw refused('join.genesis', 'The joiner has seen another workspace.')
  if (joiner.memberKind !== invitation.memberKind)
    throw refused('join.kind', 'The invitation is for another kind of member.')
  const memberId = joiner.memberId as MemberId
  if (state.members.has(memberId) || state.formerMembers.has(memberId))
    throw refused('member.id-reused', "A member's id is never given again.")
  if (joiner.keys.epoch !== 1) throw refused('key.epoch', "A new member's keyset is its first.")
  for (const [path, text] of [
    ['joiner.keys.signing', joiner.keys.signing],
    ['joiner.keys.wrapping', joiner.keys.wrapping],
    ['joiner.device.signing', joiner.device.signing],
  ] as const)
    bytesOf(text, path)
}

async function wholeChain(server: Server, workspaceId: string): Promise<string[]> {
  const entries: string[] = []
  let rows: readonly ChainRow[]
  do {
    rows = await server.store.workspaces.chain(workspaceId, entries.length, LIMITS.page)
    entries.push(...rows.map(({ bytes }) => textOf(bytes)))
  } while (rows.length === LIMITS.page)
  return entries
}

function refused(rule: string, message: string): Refused {
  return new Refused('object_refused', { rule, message })
}
