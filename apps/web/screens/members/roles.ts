import type { Member } from '@keyward/workspace/chain'
import { WORKSPACE_ROLES, type WorkspaceRole } from '@keyward/workspace/rules'

/** Roles that a member can be given; Owner changes by handing over alone. */
export const GIVEN_ROLES = WORKSPACE_ROLES.filter(
  (role): role is Exclude<WorkspaceRole, 'owner'> => role !== 'owner',
)

/** The most powerful first, then by name. */
export function byRole(a: Member, b: Member): number {
  return rank(a) - rank(b) || a.name.localeCompare(b.name)
}

function rank({ role }: Member): number {
  return WORKSPACE_ROLES.indexOf(role)
}
