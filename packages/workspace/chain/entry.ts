import type { PolicySetting } from '../rules/policies.ts'
import type { MemberKind, WorkspaceRole } from '../rules/roles.ts'
import type { DeviceId, InvitationId, MemberId, TeamId, WorkspaceId } from './ids.ts'

/** The longest encoded entry, in bytes, signature included. */
export const MAX_ENTRY_BYTES = 65_536
/** The longest name of a workspace, member, device or team, in code points. */
export const MAX_NAME_LENGTH = 200
/** How many members a team may have. */
export const MAX_TEAM_MEMBERS = 10_000

/** The public part of a member's keyset. */
export interface MemberKeys {
  /** 1 at first, one more with each new keyset. */
  readonly epoch: number
  /** Ed25519 public key, 32 bytes. */
  readonly signing: Uint8Array
  /** HPKE public key for X-Wing, 1216 bytes. */
  readonly wrapping: Uint8Array
}

/** A device by which a member signs. */
export interface Device {
  readonly deviceId: DeviceId
  readonly name: string
  /** Ed25519 public key, 32 bytes. */
  readonly signing: Uint8Array
}

/** The first entry, and only that. Its author is the Owner, signing with the device named here. */
export interface WorkspaceCreated {
  readonly kind: 'workspace-created'
  readonly name: string
  readonly ownerName: string
  readonly keys: MemberKeys
  readonly device: Device
}

/** A member joins with these keys; the author admits it. */
export interface MemberJoined {
  readonly kind: 'member-joined'
  readonly memberId: MemberId
  readonly memberKind: MemberKind
  readonly name: string
  readonly role: WorkspaceRole
  readonly keys: MemberKeys
  readonly device: Device
  readonly invitationId: InvitationId
  /** SHA-256 of the joiner's proof, 32 bytes; null when a safety number was compared instead. */
  readonly joinProofHash: Uint8Array | null
}

export interface RoleChanged {
  readonly kind: 'role-changed'
  readonly memberId: MemberId
  readonly role: WorkspaceRole
}

/** From here on none of the member's devices signs anything, and its teams have lost it. */
export interface MemberRemoved {
  readonly kind: 'member-removed'
  readonly memberId: MemberId
}

/** The author's new keyset. */
export interface KeysChanged {
  readonly kind: 'keys-changed'
  readonly keys: MemberKeys
}

/** A further device of the author. */
export interface DeviceAdded {
  readonly kind: 'device-added'
  readonly device: Device
}

/** A device of the author, or of a member whom the author may remove. */
export interface DeviceRemoved {
  readonly kind: 'device-removed'
  readonly deviceId: DeviceId
}

export interface TeamCreated {
  readonly kind: 'team-created'
  readonly teamId: TeamId
  readonly name: string
  readonly members: readonly MemberId[]
}

/** The team's name (null leaves it as it is), who comes and who goes. */
export interface TeamChanged {
  readonly kind: 'team-changed'
  readonly teamId: TeamId
  readonly name: string | null
  readonly added: readonly MemberId[]
  readonly removed: readonly MemberId[]
}

export interface TeamRemoved {
  readonly kind: 'team-removed'
  readonly teamId: TeamId
}

export type PolicySet = { readonly kind: 'policy-set' } & PolicySetting

export interface WorkspaceRenamed {
  readonly kind: 'workspace-renamed'
  readonly name: string
}

/** The member becomes Owner, and the author, Owner until now, Super Admin. */
export interface OwnershipHandedOver {
  readonly kind: 'ownership-handed-over'
  readonly memberId: MemberId
}

export type EntryBody =
  | WorkspaceCreated
  | MemberJoined
  | RoleChanged
  | MemberRemoved
  | KeysChanged
  | DeviceAdded
  | DeviceRemoved
  | TeamCreated
  | TeamChanged
  | TeamRemoved
  | PolicySet
  | WorkspaceRenamed
  | OwnershipHandedOver

export type EntryKind = EntryBody['kind']

/** One step of a workspace's history. */
export interface Entry {
  readonly workspaceId: WorkspaceId
  /** 0 for the first, one more for each that follows. */
  readonly sequence: number
  /** SHA-256 of the signed entry before, 32 bytes; zeros in the first. */
  readonly prevHash: Uint8Array
  /** UTC milliseconds by the author's clock. */
  readonly time: number
  readonly author: MemberId
  /**
   * The author's device whose key signed; null when the member's own key of the present keyset
   * did, which counts for `device-added` alone: so a recovery kit brings in a device when all
   * others are lost.
   */
  readonly device: DeviceId | null
  readonly body: EntryBody
}

export interface SignedEntry extends Entry {
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array
}
