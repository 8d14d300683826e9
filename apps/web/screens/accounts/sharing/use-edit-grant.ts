import { useState } from 'react'
import {
  type AccountView,
  NO_LIMITS,
  setLimits,
  shareAccount,
  type SharedPerson,
} from '@keyward/keyholder/commands'
import { ACCOUNT_ROLES, type AccountRole } from '@keyward/workspace/rules'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { type LimitsForm, useLimitsForm } from './limits/use-limits-form.ts'

export interface EditedGrant {
  /** The least first; the present one is among them. */
  readonly roles: readonly AccountRole[]
  readonly role: AccountRole
  readonly setRole: (role: AccountRole) => void
  readonly limits: LimitsForm
  readonly save: Pick<Command<never, void>, 'isPending' | 'problem'>
  readonly submit: () => void
}

/** Another role or other limits for somebody who has the account, and the way to save them. */
export function useEditGrant(
  { accountId, relation }: Pick<AccountView, 'accountId' | 'relation'>,
  person: SharedPerson,
  onSaved: () => void,
): EditedGrant {
  const desk = useDesk()
  const { workspace, may } = useMember()
  const { memberId, name } = person
  const [role, setRole] = useState<AccountRole>(person.role)
  const limits = useLimitsForm(person.limits ?? NO_LIMITS, true)
  const target = workspace.members.get(memberId)
  const roles = ACCOUNT_ROLES.filter(
    (grant) =>
      grant === person.role ||
      (target !== undefined && may('account.share', { relation, target, grant })),
  ).toReversed()
  const save = useCommand((work: () => Promise<void>) => work(), {
    done: messages.sharing.person.saved(name),
    onDone: onSaved,
  })
  const submit = (): void => {
    const share = { memberIds: [memberId], role }
    if (role === 'owner') {
      if (person.role === 'owner') return onSaved()
      return void save.run(() => shareAccount(desk, accountId, share))
    }
    const given = limits.read()
    if (given === undefined) return
    void save.run(() =>
      role === person.role
        ? setLimits(desk, accountId, memberId, given)
        : shareAccount(desk, accountId, { ...share, limits: given }),
    )
  }
  return { roles, role, setRole, limits, save, submit }
}
