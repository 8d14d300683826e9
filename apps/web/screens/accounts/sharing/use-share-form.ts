import { useState } from 'react'
import {
  type AccountView,
  NO_LIMITS,
  type OfferedMember,
  shareAccount,
  type SharingView,
} from '@keyward/keyholder/commands'
import type { MemberId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { messages } from '../../../messages/messages.ts'
import { type LimitsForm, useLimitsForm } from './limits/use-limits-form.ts'
import { type Chosen, membersOf, NOBODY, rolesFor, teamsOf } from './roles.ts'

/** Whom a Manager asked the account for, and as what. */
export interface AskedShare {
  readonly memberId: MemberId
  readonly role: AccountRole
}

export interface ShareForm {
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  /** Everybody who would get it by name. */
  readonly whom: readonly OfferedMember[]
  readonly teams: SharingView['teams']
  readonly roles: readonly AccountRole[]
  /** undefined when there is nobody to give it to. */
  readonly role: AccountRole | undefined
  readonly setRole: (role: AccountRole) => void
  readonly limits: LimitsForm
  readonly share: Pick<Command<never, void>, 'isPending' | 'problem'>
  readonly submit: () => void
}

/** What is chosen in a share sheet, and the way to share. */
export function useShareForm(
  account: Pick<AccountView, 'accountId'>,
  sharing: SharingView,
  asked: AskedShare | undefined,
  onShared: () => void,
): ShareForm {
  const desk = useDesk()
  const [chosen, choose] = useState<Chosen>(() =>
    asked === undefined ? NOBODY : { ...NOBODY, memberIds: new Set([asked.memberId]) },
  )
  const [wanted, setRole] = useState<AccountRole>(asked?.role ?? 'collaborator')
  const limits = useLimitsForm(NO_LIMITS)
  const whom = membersOf(sharing, chosen)
  const teams = teamsOf(sharing, chosen)
  const roles = rolesFor(sharing, chosen)
  const role = roles.includes(wanted) ? wanted : roles[0]
  const share = useCommand(
    (to: Parameters<typeof shareAccount>[2]) => shareAccount(desk, account.accountId, to),
    { done: () => sharedText(whom, teams), onDone: onShared },
  )
  const submit = (): void => {
    if (role === undefined || whom.length + teams.length === 0) return
    const memberIds = whom.map(({ memberId }) => memberId)
    const to = { memberIds, teamIds: teams.map(({ teamId }) => teamId), role }
    if (role === 'owner') return void share.run(to)
    const given = limits.read()
    if (given !== undefined) void share.run({ ...to, limits: given })
  }
  return { chosen, choose, whom, teams, roles, role, setRole, limits, share, submit }
}

function sharedText(whom: readonly OfferedMember[], teams: SharingView['teams']): string {
  const text = messages.sharing
  const [only] = [...whom, ...teams]
  if (whom.length + teams.length === 1 && only !== undefined) return text.shared(only.name)
  if (teams.length > 0) return text.sharedAll(teams.length, whom.length)
  return text.sharedMany(whom.length)
}
