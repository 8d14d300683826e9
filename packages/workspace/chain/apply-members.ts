import { encodeBase64url } from '@keyward/codec'
import { WorkspaceError } from '../error.ts'
import type { Device, KeysChanged, MemberJoined, MemberRemoved, RoleChanged } from './entry.ts'
import type { MemberId } from './ids.ts'
import { requireMay } from './require.ts'
import type { Draft, Member } from './state.ts'

export function applyMemberJoined(draft: Draft, author: Member, body: MemberJoined): void {
  requireMay(author, 'member.invite', { newcomer: { kind: body.memberKind, role: body.role } })
  if (draft.invitations.has(body.invitationId)) {
    throw new WorkspaceError('invitation.reused', 'An invitation admits one member.')
  }
  draft.invitations.add(body.invitationId)
  const { memberId, memberKind: kind, name, role, keys } = body
  addMember(draft, { memberId, kind, name, role, keys }, body.device)
}

/** Brings in a member with its first keyset and first device. */
export function addMember(
  draft: Draft,
  newcomer: Omit<Member, 'keysDue' | 'joinedAt'>,
  device: Device,
): void {
  const { memberId, keys } = newcomer
  if (draft.members.has(memberId) || draft.formerMembers.has(memberId)) {
    throw new WorkspaceError('member.id-reused', "A member's id is never given again.")
  }
  if (keys.epoch !== 1) {
    throw new WorkspaceError('key.epoch', "A new member's keyset is its first.")
  }
  claimSigningKey(draft, keys.signing)
  draft.members.set(memberId, { ...newcomer, keysDue: false, joinedAt: draft.head.sequence })
  addDevice(draft, memberId, device)
}

export function applyRoleChanged(draft: Draft, author: Member, body: RoleChanged): void {
  const target = memberOf(draft, body.memberId)
  requireMay(author, 'member.change-role', {
    target,
    self: target.memberId === author.memberId,
    newRole: body.role,
  })
  draft.members.set(target.memberId, { ...target, role: body.role })
}

export function applyMemberRemoved(draft: Draft, author: Member, body: MemberRemoved): void {
  const target = memberOf(draft, body.memberId)
  requireMay(author, 'member.remove', { target })
  const removedAt = draft.head.sequence
  draft.members.delete(target.memberId)
  draft.formerMembers.set(target.memberId, { ...target, removedAt })
  for (const device of draft.devices.values()) {
    if (device.memberId === target.memberId && device.removedAt === null) {
      draft.devices.set(device.deviceId, { ...device, removedAt })
    }
  }
  for (const team of draft.teams.values()) {
    if (!team.members.has(target.memberId)) continue
    const members = new Set(team.members)
    members.delete(target.memberId)
    draft.teams.set(team.teamId, { ...team, members })
  }
}

export function applyKeysChanged(draft: Draft, author: Member, { keys }: KeysChanged): void {
  if (keys.epoch !== author.keys.epoch + 1) {
    throw new WorkspaceError('key.epoch', "A new keyset's epoch is one above the one before.")
  }
  claimSigningKey(draft, keys.signing)
  draft.members.set(author.memberId, { ...author, keys, keysDue: false })
}

export function addDevice(draft: Draft, memberId: MemberId, device: Device): void {
  if (draft.devices.has(device.deviceId)) {
    throw new WorkspaceError('device.id-reused', "A device's id is never given again.")
  }
  claimSigningKey(draft, device.signing)
  const addedAt = draft.head.sequence
  draft.devices.set(device.deviceId, { ...device, memberId, addedAt, removedAt: null })
}

/** A member of the present. @throws {WorkspaceError} `member.unknown` */
export function memberOf(draft: Draft, memberId: MemberId): Member {
  const member = draft.members.get(memberId)
  if (member === undefined) {
    throw new WorkspaceError('member.unknown', 'The workspace has no such member.')
  }
  return member
}

/** No two members or devices share a key, so a signature never has two possible authors. */
function claimSigningKey(draft: Draft, signing: Uint8Array): void {
  const text = encodeBase64url(signing)
  if (draft.signingKeys.has(text)) {
    throw new WorkspaceError('key.reused', 'This signing key stands in the chain already.')
  }
  draft.signingKeys.add(text)
}
