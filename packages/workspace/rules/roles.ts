/** What a member may do in a workspace. In descending order of power; exactly one is Owner. */
export const WORKSPACE_ROLES = [
  'owner',
  'super-admin',
  'admin',
  'user',
  'login-only',
  'guest',
] as const
export type WorkspaceRole = (typeof WORKSPACE_ROLES)[number]

/** What a member may do with one account. Only Owners ever hold its keys and secrets. */
export const ACCOUNT_ROLES = ['owner', 'manager', 'collaborator'] as const
export type AccountRole = (typeof ACCOUNT_ROLES)[number]

/** An agent is a program that signs in as a member. */
export const MEMBER_KINDS = ['person', 'agent'] as const
export type MemberKind = (typeof MEMBER_KINDS)[number]

/** A member's role on one account, or none. */
export type AccountRelation = 'none' | AccountRole
