import { type CborMap, type CborValue, decodeCbor, encodeCbor } from '@keyward/codec'
import { openLocal, sealLocal, VaultError } from '@keyward/vault/local'
import { type InvitationId, InvitationSecret } from '@keyward/workspace/chain'
import type { MemberKind, WorkspaceRole } from '@keyward/workspace/rules'
import type { Change } from '../../replica/port.ts'
import type { Acting, ActingMember } from '../acting.ts'

/** What the inviter's device keeps of an invitation, to know its joiner again. */
export interface KeptInvitation {
  readonly secret: InvitationSecret
  readonly role: WorkspaceRole
  readonly memberKind: MemberKind
}

/** The row that keeps it, sealed. */
export async function keptRow(
  { platform, unlocked }: Pick<Acting, 'platform' | 'unlocked'>,
  invitationId: InvitationId,
  { secret, role, memberKind }: KeptInvitation,
): Promise<Change> {
  const member = unlocked()
  const content = encodeCbor(
    new Map<string, CborValue>([
      ['v', 1],
      ['secret', secret.exportBytes()],
      ['role', role],
      ['memberKind', memberKind],
    ]),
  )
  const place = placeOf(member, invitationId)
  const value = await sealLocal(platform, member.replicaKey, place, content)
  return { collection: 'member', key: place.key, value }
}

/** The row that is gone afterwards. */
export function forgottenRow(invitationId: string): Change {
  return { collection: 'member', key: keyOf(invitationId), value: null }
}

/** undefined when another device made the invitation. */
export async function readKept(
  { platform, replica, unlocked }: Pick<Acting, 'platform' | 'replica' | 'unlocked'>,
  invitationId: string,
): Promise<KeptInvitation | undefined> {
  const sealed = await replica.get('member', keyOf(invitationId))
  if (sealed === undefined) return undefined
  const member = unlocked()
  try {
    const place = placeOf(member, invitationId)
    const map = decodeCbor(
      await openLocal(platform.aead, member.replicaKey, place, sealed),
    ) as CborMap
    return {
      secret: new InvitationSecret(map.get('secret') as Uint8Array),
      role: map.get('role') as WorkspaceRole,
      memberKind: map.get('memberKind') as MemberKind,
    }
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}

function placeOf({ workspaceId, memberId }: ActingMember, invitationId: string) {
  return { workspaceId, memberId, collection: 'member', key: keyOf(invitationId) }
}

function keyOf(invitationId: string): string {
  return `invitation/${invitationId}`
}
