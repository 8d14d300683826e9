export { type ChainComparison, type ChainEvidence, compareChain } from './chain/compare.ts'
export { encodeEntry, parseEntry } from './chain/encode.ts'
export {
  type Device,
  type DeviceAdded,
  type DeviceRemoved,
  type Entry,
  type EntryBody,
  type EntryKind,
  type KeysChanged,
  MAX_ENTRY_BYTES,
  MAX_NAME_LENGTH,
  MAX_TEAM_MEMBERS,
  type MemberJoined,
  type MemberKeys,
  type MemberRemoved,
  type OwnershipHandedOver,
  type PolicySet,
  type RoleChanged,
  type SignedEntry,
  type TeamChanged,
  type TeamCreated,
  type TeamRemoved,
  type WorkspaceCreated,
  type WorkspaceRenamed,
} from './chain/entry.ts'
export { appendEntry, foldChain } from './chain/fold.ts'
export { hashEntry } from './chain/hash.ts'
export {
  type DeviceId,
  idFromBytes,
  idToBytes,
  type InvitationId,
  type MemberId,
  parseDeviceId,
  parseInvitationId,
  parseMemberId,
  parseTeamId,
  parseWorkspaceId,
  type TeamId,
  type WorkspaceId,
} from './chain/ids.ts'
export {
  chainProof,
  hashJoinProof,
  type InvitedChain,
  type JoinerStatement,
  joinProof,
  verifyChainProof,
  verifyJoinProof,
} from './chain/invitation.ts'
export {
  encodeInvitationLink,
  type InvitationLink,
  parseInvitationLink,
} from './chain/invitation-link.ts'
export { InvitationSecret, makeInvitationSecret } from './chain/invitation-secret.ts'
export { safetyNumber, type SafetyParty } from './chain/safety-number.ts'
export { type Authorship, firstEntry, makeEntry, nextEntry } from './chain/sign.ts'
export { encodeSpokenCode, parseSpokenCode } from './chain/spoken-code.ts'
export {
  type ChainHead,
  type FormerMember,
  liveDevice,
  liveDevices,
  type Member,
  type MemberDevice,
  type Team,
  type WorkspaceState,
} from './chain/state.ts'
export { WorkspaceError, type WorkspaceRule } from './error.ts'
