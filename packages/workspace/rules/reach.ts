import type { WorkspaceRole } from './roles.ts'

/** Whom a role may invite, remove and change, and which roles it may give. */
export const REACH: Readonly<Record<WorkspaceRole, readonly WorkspaceRole[]>> = {
  owner: ['super-admin', 'admin', 'user', 'login-only', 'guest'],
  'super-admin': ['super-admin', 'admin', 'user', 'login-only', 'guest'],
  admin: ['user', 'login-only', 'guest'],
  user: [],
  'login-only': [],
  guest: [],
}

/** Roles that administer a workspace: never an agent's. */
export const ADMINISTRATIVE_ROLES: readonly WorkspaceRole[] = ['owner', 'super-admin', 'admin']

/** Roles that may own accounts; the others can only be Collaborators. */
export const ACCOUNT_OWNING_ROLES: readonly WorkspaceRole[] = [
  'owner',
  'super-admin',
  'admin',
  'user',
]
