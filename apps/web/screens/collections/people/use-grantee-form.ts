import { useState } from 'react'
import { NO_LIMITS, shareCollection, type Sharing } from '@keyward/keyholder/commands'
import { ACCOUNT_ROLES, type AccountRole } from '@keyward/workspace/rules'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { type LimitsForm, useLimitsForm } from '../../accounts/sharing/limits/use-limits-form.ts'
import type { Grantee } from './grantee.ts'

export interface GranteeForm {
  /** The least first; the present one is among them. */
  readonly roles: readonly AccountRole[]
  readonly role: AccountRole
  readonly setRole: (role: AccountRole) => void
  readonly limits: LimitsForm
  readonly save: Pick<Command<never, void>, 'isPending' | 'problem'>
  readonly submit: () => void
}

/** Another role or other limits for somebody who has a collection, and the way to save them. */
export function useGranteeForm(
  collectionId: string,
  grantee: Grantee,
  onSaved: () => void,
): GranteeForm {
  const desk = useDesk()
  const [role, setRole] = useState<AccountRole>(grantee.role)
  const limits = useLimitsForm(grantee.limits ?? NO_LIMITS, true)
  const roles = useRolesOf(grantee)
  const save = useCommand((to: Sharing) => shareCollection(desk, collectionId, to), {
    done: messages.sharing.person.saved(grantee.name),
    onDone: onSaved,
  })
  const submit = (): void => {
    const to =
      grantee.kind === 'team'
        ? { teamIds: [grantee.granteeId], role }
        : { memberIds: [grantee.granteeId], role }
    if (role === 'owner') return grantee.role === 'owner' ? onSaved() : void save.run(to)
    const given = limits.read()
    if (given !== undefined) void save.run({ ...to, limits: given })
  }
  return { roles, role, setRole, limits, save, submit }
}

/** The roles that can be given to them; Owners are people. */
function useRolesOf(grantee: Grantee): readonly AccountRole[] {
  const { workspace, may } = useMember()
  if (grantee.kind === 'team') return ['collaborator', 'manager']
  const target = workspace.members.get(grantee.granteeId)
  return ACCOUNT_ROLES.filter(
    (grant) =>
      grant === grantee.role ||
      (target !== undefined && may('account.share', { relation: 'owner', target, grant })),
  ).toReversed()
}
