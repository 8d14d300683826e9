export type { Action, Actor, Subjects } from './rules/actions.ts'
export { type Decision, may } from './rules/may.ts'
export {
  DEFAULT_POLICIES,
  parsePolicySetting,
  type Policies,
  type PolicyName,
  type PolicySetting,
} from './rules/policies.ts'
export { type Refusal, REFUSALS } from './rules/refusals.ts'
export {
  ACCOUNT_ROLES,
  type AccountRelation,
  type AccountRole,
  MEMBER_KINDS,
  type MemberKind,
  WORKSPACE_ROLES,
  type WorkspaceRole,
} from './rules/roles.ts'
