import type { Joiner } from '@keyward/protocol'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import type { WriteOnce } from '../store.ts'
import type { ActivityDraft } from './activity.ts'
import type { NewMemberRow } from './members.ts'
import type { NewSession, SessionRow } from './sessions.ts'

export interface NewInvitation {
  readonly workspaceId: string
  readonly invitationId: string
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
  readonly createdBy: string
  readonly createdAt: number
  readonly expiresAt: number
  readonly chainProof: Uint8Array
  readonly headSequence: number
  readonly headHash: Uint8Array
  readonly email: string | null
}

export interface JoinRequest {
  readonly joiner: Joiner
  readonly address: string
  readonly proof: Uint8Array | null
  readonly at: number
}

export interface InvitationRow extends NewInvitation {
  readonly join: JoinRequest | null
}

/** Invitations from their making until somebody was admitted by them. */
export interface InvitationStore {
  /** @throws {StoreError} `object_refused` when there is one with this id */
  create(
    invitation: NewInvitation,
    activity: readonly ActivityDraft[],
    once: WriteOnce,
  ): Promise<void>
  /**
   * By id alone, whatever its workspace; undefined when used, revoked, or expired before somebody
   * answered it. One that was answered in time stays until its answer is admitted or refused.
   */
  get(invitationId: string, now: number): Promise<InvitationRow | undefined>
  list(workspaceId: string, now: number): Promise<readonly InvitationRow[]>
  /**
   * Answers an open invitation: the member waits from now on.
   *
   * @throws {StoreError} `invitation_unknown` also when it was answered, `address_taken`,
   *   `object_refused` when the member's id or a kit's key is another's
   */
  join(join: {
    readonly invitationId: string
    readonly request: JoinRequest
    readonly member: NewMemberRow
    readonly session: NewSession
    readonly activity: readonly ActivityDraft[]
  }): Promise<SessionRow>
  /** Revokes it; a member that waits by it is gone. @throws {StoreError} `invitation_unknown` */
  delete(
    workspaceId: string,
    invitationId: string,
    activity: readonly ActivityDraft[],
    once: WriteOnce,
  ): Promise<void>
}
