import { NO_LIMITS } from '@keyward/cosigning/terms'
import type { Member, MemberId, TeamId, WorkspaceState } from '@keyward/workspace/chain'
import { type Actor, may } from '@keyward/workspace/rules'
import type { OpenCollection } from './collection.ts'
import { type Given, type Shares, strongest, teamShareOf } from './shares.ts'

/** How a member comes to have something without being its Owner. */
export interface Way extends Given {
  /** Of a collection, which one; else the team, or null for who has the collection itself by name. */
  readonly collectionId: string | null
  readonly teamId: TeamId | null
}

/**
 * By what a member has an account, or a collection: the strongest, a team before a collection, the
 * earlier one of equals. Who has an account by name has it beside this.
 */
export function wayOf(
  shares: Shares,
  collections: readonly OpenCollection[],
  state: WorkspaceState,
  memberId: MemberId,
): Way | undefined {
  if (shares.leftOut.has(memberId)) return undefined
  const named = shares.members.get(memberId)
  if (named !== undefined) return { ...named, teamId: null, collectionId: null }
  const team = teamShareOf(shares, state, memberId)
  return strongest<Way>([
    ...(team === undefined ? [] : [{ ...team, collectionId: null }]),
    ...collections.flatMap((collection) => byCollection(collection, state, memberId) ?? []),
  ])
}

/** Owners of a collection have what others put into it, to see what they share, as its Managers do. */
function byCollection(
  { collectionId, owners, shares }: OpenCollection,
  state: WorkspaceState,
  memberId: MemberId,
): Way | undefined {
  if (owners.has(memberId))
    return { role: 'manager', limits: NO_LIMITS, teamId: null, collectionId }
  const way = wayOf(shares, [], state, memberId)
  return way && { ...way, collectionId }
}

/** As what the rules let a member have it that way; Guests sign in, and no more, whatever it says. */
export function roleBy(
  way: Way | undefined,
  self: Actor,
  target: Member,
): Given['role'] | undefined {
  if (way === undefined) return undefined
  const roles = way.role === 'manager' ? (['manager', 'collaborator'] as const) : [way.role]
  return roles.find(
    (grant) => may(self, 'account.share', { relation: 'owner', target, grant }).allowed,
  )
}
