export type { Acting, ActingMember, SessionCall } from './membership/acting.ts'
export { type BodyMaker, appendToChain } from './membership/append.ts'
export type { MembershipEvidence } from './membership/evidence.ts'
export { admit } from './membership/invitations/admit.ts'
export { invite, type NewInvitation, revokeInvitation } from './membership/invitations/invite.ts'
export {
  type JoinCheck,
  listInvitations,
  type OpenInvitation,
  type WaitingJoin,
} from './membership/invitations/joins.ts'
export { ShownInvitation } from './membership/invitations/shown.ts'
export { changeRole, handOver, removeDevice, removeMember } from './membership/members.ts'
export {
  type Adoption,
  type Membership,
  type MembershipPorts,
  openMembership,
} from './membership/membership.ts'
export { pullChain } from './membership/pull.ts'
export { renameWorkspace, setPolicy } from './membership/settings.ts'
export { changeTeam, createTeam, removeTeam, type TeamChange } from './membership/teams.ts'
