import type { OfferedMember as Offered, SharingView } from '@keyward/keyholder/commands'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'

/** Who could get what is shared: an account, or a collection. */
export type Offer = Pick<SharingView, 'offered' | 'teams'>

/** Whom an account is about to be shared with. */
export interface Chosen {
  readonly memberIds: ReadonlySet<MemberId>
  readonly teamIds: ReadonlySet<TeamId>
  /** Collections that an account is about to be put into. */
  readonly collectionIds: ReadonlySet<string>
}

export const NOBODY: Chosen = {
  memberIds: new Set(),
  teamIds: new Set(),
  collectionIds: new Set(),
}

/** The least first: what is not meant to be given is not given by haste. */
const BY_POWER: readonly AccountRole[] = ['collaborator', 'manager', 'owner']

/**
 * The roles that all of them can be given: with nobody chosen, what anybody can. Owners are people, and
 * in a team everybody gets as much of its role as they can have.
 */
export function rolesFor(sharing: Offer, chosen: Chosen): readonly AccountRole[] {
  const whom = membersOf(sharing, chosen)
  const hasTeams = chosen.teamIds.size > 0
  return BY_POWER.filter((role) => {
    if (role === 'owner' && hasTeams) return false
    const may = ({ roles }: Offered): boolean => roles.includes(role)
    if (whom.length > 0) return whom.every(may)
    return hasTeams || sharing.offered.some(may)
  })
}

/** Everybody who would get the account by name. */
export function membersOf({ offered }: Offer, { memberIds }: Chosen): readonly Offered[] {
  return offered.filter(({ memberId }) => memberIds.has(memberId))
}

/** The teams that would get the account. */
export function teamsOf({ teams }: Offer, { teamIds }: Chosen): Offer['teams'] {
  return teams.filter(({ teamId }) => teamIds.has(teamId))
}

/** Those who run the server among all who would get the account, by name or by a team. */
export function operatorsIn(sharing: Offer, chosen: Chosen): readonly Offered[] {
  const inTeams = new Set(teamsOf(sharing, chosen).flatMap(({ memberIds }) => memberIds))
  return sharing.offered.filter(
    ({ memberId, isOperator }) =>
      isOperator && (chosen.memberIds.has(memberId) || inTeams.has(memberId)),
  )
}

/** Teams that do not have the account yet. */
export function offeredTeams({ teams }: Offer): Offer['teams'] {
  return teams.filter(({ role }) => role === null)
}

/** The same with one more, or one less. */
export function toggled<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(all)
  if (!next.delete(one)) next.add(one)
  return next
}

/** Somebody who is chosen can be given less than others could. */
export function isNarrowedBy(sharing: Offer, chosen: Chosen): boolean {
  return membersOf(sharing, chosen).some(onlySignsIn) && rolesFor(sharing, NOBODY).length > 1
}

function onlySignsIn({ roles }: Offered): boolean {
  return roles.length === 1 && roles[0] === 'collaborator'
}
