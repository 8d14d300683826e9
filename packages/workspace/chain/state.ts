import type { Policies } from '../rules/policies.ts'
import type { MemberKind, WorkspaceRole } from '../rules/roles.ts'
import type { Device, MemberKeys, SignedEntry } from './entry.ts'
import type { DeviceId, InvitationId, MemberId, TeamId, WorkspaceId } from './ids.ts'

/** The last entry of a chain that somebody has seen. */
export interface ChainHead {
  readonly sequence: number
  /** `hashEntry` of the entry, 32 bytes. */
  readonly hash: Uint8Array
  readonly entry: SignedEntry
}

export interface Member {
  readonly memberId: MemberId
  readonly kind: MemberKind
  readonly name: string
  readonly role: WorkspaceRole
  readonly keys: MemberKeys
  /** A device was removed and the keyset has not been changed since. */
  readonly keysDue: boolean
  /** Sequence of the entry that brought the member in. */
  readonly joinedAt: number
}

export interface FormerMember extends Member {
  /** Sequence of the entry that removed the member. */
  readonly removedAt: number
}

/** A device of the past or present. */
export interface MemberDevice extends Device {
  readonly memberId: MemberId
  /** Sequences of the entries that added and removed it; it signs entries after the one and until the other. */
  readonly addedAt: number
  readonly removedAt: number | null
}

export interface Team {
  readonly teamId: TeamId
  readonly name: string
  readonly members: ReadonlySet<MemberId>
}

/** What a chain says about its workspace after its last entry. Not to be changed. */
export interface WorkspaceState {
  readonly workspaceId: WorkspaceId
  /** `hashEntry` of the first entry. */
  readonly genesisHash: Uint8Array
  readonly head: ChainHead
  readonly name: string
  readonly ownerId: MemberId
  readonly policies: Policies
  readonly members: ReadonlyMap<MemberId, Member>
  readonly formerMembers: ReadonlyMap<MemberId, FormerMember>
  /** All devices that ever were, the removed ones and those of former members included. */
  readonly devices: ReadonlyMap<DeviceId, MemberDevice>
  readonly teams: ReadonlyMap<TeamId, Team>
  readonly formerTeams: ReadonlySet<TeamId>
  /** Invitations that were used. */
  readonly invitations: ReadonlySet<InvitationId>
  /** Every signing key that ever stood in the chain, as base64url. */
  readonly signingKeys: ReadonlySet<string>
}

/** A state in the making. */
export interface Draft extends WorkspaceState {
  head: ChainHead
  name: string
  ownerId: MemberId
  policies: Policies
  readonly members: Map<MemberId, Member>
  readonly formerMembers: Map<MemberId, FormerMember>
  readonly devices: Map<DeviceId, MemberDevice>
  readonly teams: Map<TeamId, Team>
  readonly formerTeams: Set<TeamId>
  readonly invitations: Set<InvitationId>
  readonly signingKeys: Set<string>
}

/** A draft that starts as a copy; what is changed in it leaves the state as it was. */
export function draftOf(state: WorkspaceState): Draft {
  return {
    ...state,
    members: new Map(state.members),
    formerMembers: new Map(state.formerMembers),
    devices: new Map(state.devices),
    teams: new Map(state.teams),
    formerTeams: new Set(state.formerTeams),
    invitations: new Set(state.invitations),
    signingKeys: new Set(state.signingKeys),
  }
}

/** The member's device, when it is one that signs for the member now. */
export function liveDevice(
  state: WorkspaceState,
  memberId: MemberId,
  deviceId: DeviceId,
): MemberDevice | undefined {
  const device = state.devices.get(deviceId)
  return device?.memberId === memberId && device.removedAt === null ? device : undefined
}

/** All devices that sign for the member now, in the order in which they came. */
export function liveDevices(state: WorkspaceState, memberId: MemberId): readonly MemberDevice[] {
  return [...state.devices.values()].filter(
    (device) => device.memberId === memberId && device.removedAt === null,
  )
}
