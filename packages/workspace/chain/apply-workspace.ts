import { withPolicy } from '../rules/policies.ts'
import { memberOf } from './apply-members.ts'
import type { OwnershipHandedOver, PolicySet, WorkspaceRenamed } from './entry.ts'
import { requireMay } from './require.ts'
import type { Draft, Member } from './state.ts'

export function applyPolicySet(draft: Draft, author: Member, body: PolicySet): void {
  requireMay(author, 'policy.change', {})
  const { kind: _, ...setting } = body
  draft.policies = withPolicy(draft.policies, setting)
}

export function applyWorkspaceRenamed(draft: Draft, author: Member, body: WorkspaceRenamed): void {
  requireMay(author, 'workspace.rename', {})
  draft.name = body.name
}

export function applyHandedOver(draft: Draft, author: Member, body: OwnershipHandedOver): void {
  const target = memberOf(draft, body.memberId)
  requireMay(author, 'workspace.hand-over', { target, self: target.memberId === author.memberId })
  draft.members.set(author.memberId, { ...author, role: 'super-admin' })
  draft.members.set(target.memberId, { ...target, role: 'owner' })
  draft.ownerId = target.memberId
}
