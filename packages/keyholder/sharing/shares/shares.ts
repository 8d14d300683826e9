import type { CborValue } from '@keyward/codec'
import { CosigningError, encodeLimits, type Limits, parseLimits } from '@keyward/cosigning/terms'
import type { MemberId, TeamId, WorkspaceState } from '@keyward/workspace/chain'
import { COLLECTION, type Profile, readCollectionMark } from '../../accounts.ts'

/** What a whole team has, or whoever is in a collection: Owners are people, one by one. */
export type TeamRole = 'manager' | 'collaborator'

/** As what somebody has something, and with which limits. */
export interface Given {
  readonly role: TeamRole
  readonly limits: Limits
}

/** That everybody who is in a team, now or later, has the account. */
interface TeamShare extends Given {
  readonly teamId: TeamId
}

/** How an account or a collection is shared beside what its access list says. */
export interface Shares {
  /** Of teams that there are, those first that were shared with first. */
  readonly teams: readonly TeamShare[]
  /** The collections that the account is in, those first that it was put into first. */
  readonly collections: readonly string[]
  /** Who has a collection by name. */
  readonly members: ReadonlyMap<string, Given>
  /**
   * It is a collection, or was shared with a team or put into a collection once: who has it in no
   * way that is written here loses it.
   */
  readonly isKept: boolean
  /** Members who have the account in their own right, whatever else would give it to them. */
  readonly own: ReadonlySet<string>
  /** Members from whom it was taken, though a team or a collection has it. */
  readonly leftOut: ReadonlySet<string>
}

/** What is written of one team or member in the content. */
export const OWN = 'own'
export const LEFT_OUT = 'left-out'

export function shareOf({ role, limits }: Given): CborValue {
  return ['team', role, encodeLimits(limits)]
}

/** Of a member, in the content of a collection. */
export function memberShareOf({ role, limits }: Given): CborValue {
  return ['member', role, encodeLimits(limits)]
}

/**
 * Reads how something is shared. What can't be read, as of a later version, is as if it were not
 * there: nobody gets an account by it, and nobody loses one. Never throws.
 */
export function readShares({ shares, kind: object }: Profile, state: WorkspaceState): Shares {
  const teams: { readonly share: TeamShare; readonly at: number }[] = []
  const collections: { readonly id: string; readonly at: number }[] = []
  const members = new Map<string, Given>()
  const [own, leftOut] = [new Set<string>(), new Set<string>()]
  let isKept = object === COLLECTION
  let isUnread = false
  for (const [id, { value, at }] of shares) {
    const teamId = id as TeamId
    if (state.teams.has(teamId) || state.formerTeams.has(teamId)) isKept = true
    const isIn = readCollectionMark(value)
    const share = isIn === undefined ? readGiven(value) : undefined
    if (isIn !== undefined) isKept = true
    if (isIn === true) collections.push({ id, at })
    if (share?.kind === 'member') members.set(id, share.given)
    if (share?.kind === 'team' && state.teams.has(teamId))
      teams.push({ share: { teamId, ...share.given }, at })
    if (value === OWN) own.add(id)
    else if (value === LEFT_OUT) leftOut.add(id)
    else if (value !== null && share === undefined && isIn === undefined) isUnread = true
  }
  return {
    teams: teams.toSorted((a, b) => a.at - b.at).map(({ share }) => share),
    collections: collections.toSorted((a, b) => a.at - b.at).map(({ id }) => id),
    members,
    isKept: isKept && !isUnread,
    own,
    leftOut,
  }
}

/** By which team's share a member has it: the strongest, the earlier one of equals. */
export function teamShareOf(
  { teams, leftOut }: Pick<Shares, 'teams' | 'leftOut'>,
  state: WorkspaceState,
  memberId: MemberId,
): TeamShare | undefined {
  if (leftOut.has(memberId)) return undefined
  return strongest(
    teams.filter(({ teamId }) => state.teams.get(teamId)?.members.has(memberId) === true),
  )
}

/** The first Manager, else the first. */
export function strongest<T extends Given>(ways: readonly T[]): T | undefined {
  return ways.find(({ role }) => role === 'manager') ?? ways[0]
}

interface ReadGiven {
  readonly kind: 'team' | 'member'
  readonly given: Given
}

function readGiven(value: CborValue): ReadGiven | undefined {
  if (!Array.isArray(value)) return undefined
  const [kind, role, limits] = value as readonly CborValue[]
  if ((kind !== 'team' && kind !== 'member') || !(limits instanceof Uint8Array)) return undefined
  if (role !== 'manager' && role !== 'collaborator') return undefined
  try {
    return { kind, given: { role, limits: parseLimits(limits) } }
  } catch (error) {
    if (error instanceof CosigningError) return undefined
    throw error
  }
}
