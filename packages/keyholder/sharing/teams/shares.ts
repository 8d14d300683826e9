import type { CborValue } from '@keyward/codec'
import { CosigningError, encodeLimits, type Limits, parseLimits } from '@keyward/cosigning/terms'
import type { MemberId, TeamId, WorkspaceState } from '@keyward/workspace/chain'
import type { Profile } from '../../accounts.ts'

/** What a whole team has: Owners are people, one by one. */
export type TeamRole = 'manager' | 'collaborator'

/** That everybody who is in a team, now or later, has the account. */
interface TeamShare {
  readonly teamId: TeamId
  readonly role: TeamRole
  readonly limits: Limits
}

/** How an account is shared beside what its access list says. */
export interface Shares {
  /** Of teams that there are, those first that were shared with first. */
  readonly teams: readonly TeamShare[]
  /** It was shared with a team once: who has it neither by one nor in their own right loses it. */
  readonly isByTeams: boolean
  /** Members who have it in their own right, whatever teams they are in. */
  readonly own: ReadonlySet<string>
  /** Members from whom it was taken, though they are in such a team. */
  readonly leftOut: ReadonlySet<string>
}

/** What is written of one team or member in the account's content. */
export const OWN = 'own'
export const LEFT_OUT = 'left-out'

export function shareOf({ role, limits }: Omit<TeamShare, 'teamId'>): CborValue {
  return ['team', role, encodeLimits(limits)]
}

/**
 * Reads how an account is shared with teams. What can't be read, as of a later version, is as if it
 * were not there: nobody gets an account by it, and nobody loses one. Never throws.
 */
export function readShares({ shares }: Profile, state: WorkspaceState): Shares {
  const teams: { readonly share: TeamShare; readonly at: number }[] = []
  const [own, leftOut] = [new Set<string>(), new Set<string>()]
  let isByTeams = false
  let isUnread = false
  for (const [id, { value, at }] of shares) {
    const teamId = id as TeamId
    const isTeam = state.teams.has(teamId) || state.formerTeams.has(teamId)
    if (isTeam) isByTeams = true
    const share = readShare(teamId, value)
    if (share !== undefined && state.teams.has(teamId)) teams.push({ share, at })
    if (value === OWN) own.add(id)
    else if (value === LEFT_OUT) leftOut.add(id)
    else if (value !== null && share === undefined) isUnread = true
  }
  return {
    teams: teams.toSorted((a, b) => a.at - b.at).map(({ share }) => share),
    isByTeams: isByTeams && !isUnread,
    own,
    leftOut,
  }
}

/** By which team's share a member has the account: the strongest, the earlier one of equals. */
export function teamShareOf(
  { teams, leftOut }: Shares,
  state: WorkspaceState,
  memberId: MemberId,
): TeamShare | undefined {
  if (leftOut.has(memberId)) return undefined
  const by = teams.filter(({ teamId }) => state.teams.get(teamId)?.members.has(memberId) === true)
  return by.find(({ role }) => role === 'manager') ?? by[0]
}

function readShare(teamId: TeamId, value: CborValue): TeamShare | undefined {
  if (!Array.isArray(value)) return undefined
  const [kind, role, limits] = value as readonly CborValue[]
  if (kind !== 'team' || !(limits instanceof Uint8Array)) return undefined
  if (role !== 'manager' && role !== 'collaborator') return undefined
  try {
    return { teamId, role, limits: parseLimits(limits) }
  } catch (error) {
    if (error instanceof CosigningError) return undefined
    throw error
  }
}
