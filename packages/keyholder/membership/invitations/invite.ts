import { encodeBase64url } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import {
  chainProof,
  idFromBytes,
  type InvitationId,
  makeInvitationSecret,
} from '@keyward/workspace/chain'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import type { Acting } from '../acting.ts'
import { requireMay } from '../decide.ts'
import { forgottenRow, keptRow } from './kept.ts'
import { ShownInvitation } from './shown.ts'

export interface NewInvitation {
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
  /** Milliseconds until it closes; 30 days at most, and when absent. */
  readonly lifetime?: number
  /** Where the server may announce it, without the secret. */
  readonly email?: string
}

/**
 * Invites somebody. The secret stays on this device, sealed, so that it knows the joiner again.
 *
 * @throws {KeyholderError} `forbidden`, `membership.*` while the chain is in doubt, `remote.*`,
 *   `replica.*`
 */
export async function invite(acting: Acting, given: NewInvitation): Promise<ShownInvitation> {
  const { role, memberKind, email } = given
  const membership = acting.membership()
  membership.requireTrust()
  const { workspaceId, memberId } = acting.unlocked()
  const { state } = membership
  requireMay(state, memberId, 'member.invite', { newcomer: { kind: memberKind, role } })
  const secret = makeInvitationSecret(acting.platform.random)
  const invitationId = idFromBytes<InvitationId>(acting.platform.random(16))
  const { genesisHash, head } = state
  const chain = { workspaceId, invitationId, genesisHash, headHash: head.hash }
  const { origin } = await acting.remote()
  await acting.replica.write([await keptRow(acting, invitationId, { secret, role, memberKind })])
  const lifetime = Math.min(given.lifetime ?? LIFETIMES.invitation, LIFETIMES.invitation)
  // It closes by the server's clock, and this one may be wrong.
  const { time } = await acting.call('getServer')
  const { isMailed } = await acting.call('createInvitation', {
    body: {
      invitationId,
      role,
      memberKind,
      expiresAt: time + lifetime,
      chainProof: encodeBase64url(chainProof(secret, chain)),
      headSequence: head.sequence,
      headHash: encodeBase64url(head.hash),
      email: email ?? null,
    },
  })
  return new ShownInvitation(origin, { ...chain, secret }, isMailed)
}

/** Revokes an invitation, or refuses who answered it. @throws {KeyholderError} `forbidden`, `remote.*` */
export async function revokeInvitation(acting: Acting, invitationId: string): Promise<void> {
  await acting.call('deleteInvitation', { params: { invitationId } })
  await acting.replica.write([forgottenRow(invitationId)])
}
