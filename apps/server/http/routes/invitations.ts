import { DONE, LIFETIMES } from '@keyward/protocol'
import type { InvitationId } from '@keyward/workspace/chain'
import { Refused } from '../../auth/refused.ts'
import { bytesOf, textOf } from '../../auth/text.ts'
import { hasEntry } from '../../membership/standing.ts'
import { requireMay } from '../../objects/check-list.ts'
import type { InvitationRow } from '../../store/ports/invitations.ts'
import type { Handler } from '../handler.ts'

/** How far a client's clock may be ahead without a date becoming too late. */
const CLOCKS_DIFFER = 3_600_000

export const listInvitations: Handler<'listInvitations'> = async (server, { by, now }) => {
  requireMay(by.actor, 'member.invite', { newcomer: { kind: 'person', role: 'guest' } })
  const rows = await server.store.invitations.list(by.workspaceId, now)
  return { invitations: rows.map(shown) }
}

export const createInvitation: Handler<'createInvitation'> = async (server, call) => {
  const { body, by, now, once } = call
  const { workspaceId, memberId, deviceId, actor, standing, state } = by
  const { invitationId, role, memberKind, expiresAt, headSequence, email } = body
  requireMay(actor, 'member.invite', { newcomer: { kind: memberKind, role } })
  if (expiresAt <= now || expiresAt > now + LIFETIMES.invitation + CLOCKS_DIFFER)
    throw refused('invitation.expires', 'An invitation is open for at most 30 days.')
  const headHash = bytesOf(body.headHash, 'headHash')
  if (!hasEntry(standing, headSequence, headHash))
    throw refused('invitation.head', 'The invitation leads into another membership chain.')
  if (state.invitations.has(invitationId as InvitationId))
    throw refused('invitation.reused', 'An invitation admits one member.')
  const chainProof = bytesOf(body.chainProof, 'chainProof')
  const subject = { invitationId, memberKind, role }
  await server.store.invitations.create(
    {
      workspaceId,
      invitationId,
      role,
      memberKind,
      createdBy: memberId,
      createdAt: now,
      expiresAt,
      chainProof,
      headSequence,
      headHash,
      email,
    },
    [{ event: 'member-invited', subject, memberId, deviceId, time: now }],
    once,
  )
  const isMailed = email !== null && (await server.mailer.announceInvitation(email, state.name))
  return { isMailed }
}

export const deleteInvitation: Handler<'deleteInvitation'> = async (server, call) => {
  const { params, by, now, once } = call
  const { workspaceId, memberId, deviceId, actor } = by
  const { invitationId } = params
  const found = await server.store.invitations.get(invitationId, now)
  const own = found?.workspaceId === workspaceId ? found : undefined
  const { memberKind: kind, role } = own ?? { memberKind: 'person', role: 'guest' }
  requireMay(actor, 'member.invite', { newcomer: { kind, role } })
  const subject = { invitationId }
  // Not there: a repeated request, which the store knows by its key, or one that it refuses.
  await server.store.invitations.delete(
    workspaceId,
    invitationId,
    [{ event: 'invitation-revoked', subject, memberId, deviceId, time: now }],
    once,
  )
  return DONE
}

function shown(row: InvitationRow) {
  const { invitationId, role, memberKind, createdBy, createdAt, expiresAt, email, join } = row
  return {
    invitationId,
    role,
    memberKind,
    createdBy,
    createdAt,
    expiresAt,
    email,
    join: join && {
      joiner: join.joiner,
      address: join.address,
      proof: join.proof && textOf(join.proof),
      at: join.at,
    },
  }
}

function refused(rule: string, message: string): Refused {
  return new Refused('object_refused', { rule, message })
}
