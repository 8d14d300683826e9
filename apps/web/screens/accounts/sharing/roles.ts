import type { OfferedMember as Offered, SharingView } from '@keyward/keyholder/commands'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'

/** Whom an account is about to be shared with. */
export interface Chosen {
  readonly memberIds: ReadonlySet<MemberId>
  readonly teamIds: ReadonlySet<TeamId>
}

export const NOBODY: Chosen = { memberIds: new Set(), teamIds: new Set() }

/** The least first: what is not meant to be given is not given by haste. */
const BY_POWER: readonly AccountRole[] = ['collaborator', 'manager', 'owner']

/** The roles that all of them can be given: with nobody chosen, what anybody can. Owners are people. */
export function rolesFor(sharing: SharingView, chosen: Chosen): readonly AccountRole[] {
  const whom = membersOf(sharing, chosen)
  return BY_POWER.filter((role) => {
    if (role === 'owner' && chosen.teamIds.size > 0) return false
    const may = ({ roles }: Offered): boolean => roles.includes(role)
    return whom.length === 0 ? sharing.offered.some(may) : whom.every(may)
  })
}

/**
 * Everybody who would get the account, once each. Of a team those who do not have it: the others
 * keep the role that they have.
 */
export function membersOf(sharing: SharingView, chosen: Chosen): readonly Offered[] {
  const ids = new Set(chosen.memberIds)
  for (const { teamId, memberIds } of sharing.teams) {
    if (chosen.teamIds.has(teamId)) for (const memberId of memberIds) ids.add(memberId)
  }
  return sharing.offered.filter(({ memberId }) => ids.has(memberId))
}

/** The same with one more, or one less. */
export function toggled<T>(all: ReadonlySet<T>, one: T): ReadonlySet<T> {
  const next = new Set(all)
  if (!next.delete(one)) next.add(one)
  return next
}

/** Somebody who is chosen can be given less than others could. */
export function isNarrowedBy(sharing: SharingView, chosen: Chosen): boolean {
  return membersOf(sharing, chosen).some(onlySignsIn) && rolesFor(sharing, NOBODY).length > 1
}

function onlySignsIn({ roles }: Offered): boolean {
  return roles.length === 1 && roles[0] === 'collaborator'
}
