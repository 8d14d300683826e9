import { useState } from 'react'
import { NO_LIMITS, type OfferedMember, type Sharing } from '@keyward/keyholder/commands'
import type { MemberId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import { type Command, useCommand } from '../../../app/use-command.ts'
import { type LimitsForm, useLimitsForm } from './limits/use-limits-form.ts'
import { type Chosen, membersOf, NOBODY, type Offer, rolesFor, teamsOf } from './roles.ts'
import { sharedText } from './share-texts.ts'
import type { OfferedCollection } from './use-collections-of.ts'

/** Whom a Manager asked the account for, and as what. */
export interface AskedShare {
  readonly memberId: MemberId
  readonly role: AccountRole
}

/** What is given, to people and teams, and into which collections it is put. */
export interface Given {
  /** undefined when nobody is chosen but collections. */
  readonly sharing: Sharing | undefined
  readonly collectionIds: readonly string[]
}

export interface ShareFormProps {
  readonly offer: Offer
  /** Collections that it could be put into. */
  readonly collections: readonly OfferedCollection[]
  readonly asked: AskedShare | undefined
  readonly give: (given: Given) => Promise<void>
  readonly onShared: () => void
}

export interface ShareForm {
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  /** Everybody who would get it by name. */
  readonly whom: readonly OfferedMember[]
  readonly teams: Offer['teams']
  readonly into: readonly OfferedCollection[]
  readonly roles: readonly AccountRole[]
  /** undefined when there is nobody to give it to. */
  readonly role: AccountRole | undefined
  readonly setRole: (role: AccountRole) => void
  readonly limits: LimitsForm
  readonly share: Pick<Command<never, void>, 'isPending' | 'problem'>
  readonly submit: () => void
}

/** What is chosen in a share sheet, and the way to share. */
export function useShareForm({
  offer,
  collections,
  asked,
  give,
  onShared,
}: ShareFormProps): ShareForm {
  const [chosen, choose] = useState<Chosen>(() =>
    asked === undefined ? NOBODY : { ...NOBODY, memberIds: new Set([asked.memberId]) },
  )
  const [wanted, setRole] = useState<AccountRole>(asked?.role ?? 'collaborator')
  const limits = useLimitsForm(NO_LIMITS)
  const whom = membersOf(offer, chosen)
  const teams = teamsOf(offer, chosen)
  const into = collections.filter(({ collectionId }) => chosen.collectionIds.has(collectionId))
  const roles = rolesFor(offer, chosen)
  const role = roles.includes(wanted) ? wanted : roles[0]
  const share = useCommand(give, {
    done: () => sharedText({ whom, teams, into }),
    onDone: onShared,
  })
  const submit = (): void => {
    const collectionIds = into.map(({ collectionId }) => collectionId)
    if (whom.length + teams.length === 0) {
      if (into.length > 0) void share.run({ sharing: undefined, collectionIds })
      return
    }
    if (role === undefined) return
    const memberIds = whom.map(({ memberId }) => memberId)
    const to = { memberIds, teamIds: teams.map(({ teamId }) => teamId), role }
    if (role === 'owner') return void share.run({ sharing: to, collectionIds })
    const terms = limits.read()
    if (terms !== undefined) void share.run({ sharing: { ...to, limits: terms }, collectionIds })
  }
  return { chosen, choose, whom, teams, into, roles, role, setRole, limits, share, submit }
}
