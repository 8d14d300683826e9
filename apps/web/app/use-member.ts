import { useSyncExternalStore } from 'react'
import type { Member, WorkspaceState } from '@keyward/workspace/chain'
import { type Action, may, type Policies, type Subjects } from '@keyward/workspace/rules'
import { useDesk } from './use-desk.ts'
import { useKeyholder } from './use-keyholder.ts'

/** Who is at the desk, and what the workspace lets them do. */
export interface MemberView {
  readonly memberId: Member['memberId']
  readonly deviceId: string
  readonly name: string
  readonly role: Member['role']
  readonly kind: Member['kind']
  readonly policies: Policies
  readonly workspace: WorkspaceState
  /** Whether the rules allow it. */
  readonly may: <A extends Action>(action: A, subject: Subjects[A]) => boolean
}

/** The member of this device; the component renders again when the workspace changes. */
export function useMember(): MemberView {
  const { identity } = useDesk()
  const workspace = useWorkspace()
  const member = workspace.members.get(identity.memberId)
  if (member === undefined)
    throw new TypeError('The screen is shown before the member is admitted.')
  const { memberId, deviceId } = identity
  return {
    memberId,
    deviceId,
    name: member.name,
    role: member.role,
    kind: member.kind,
    policies: workspace.policies,
    workspace,
    may: (action, subject) => may(member, action, subject).allowed,
  }
}

/** The workspace as this device believes it. */
function useWorkspace(): WorkspaceState {
  const desk = useDesk()
  const { session } = useKeyholder()
  return useSyncExternalStore(
    (listener) => watchWorkspace(session, listener),
    () => desk.workspace,
  )
}

/** A session that has just locked has no membership to follow, and its screens are about to go. */
function watchWorkspace(
  session: ReturnType<typeof useKeyholder>['session'],
  listener: () => void,
): () => void {
  return session.state.kind === 'unlocked' ? session.membership().watch(listener) : () => undefined
}
