import { WORKSPACE_ROLES, type WorkspaceRole } from '@keyward/workspace/rules'

/** The roles that are given to members; Owner changes by handing over alone. */
export const GIVEN_ROLES = WORKSPACE_ROLES.filter(
  (role): role is Exclude<WorkspaceRole, 'owner'> => role !== 'owner',
)
