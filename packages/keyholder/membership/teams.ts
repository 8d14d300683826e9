import { idFromBytes, type MemberId, type TeamId } from '@keyward/workspace/chain'
import type { Acting } from './acting.ts'
import { appendToChain } from './append.ts'

/** Makes a team. @returns its id @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*` */
export async function createTeam(
  acting: Acting,
  name: string,
  members: readonly MemberId[],
): Promise<TeamId> {
  const teamId = idFromBytes<TeamId>(acting.platform.random(16))
  await appendToChain(acting, () => ({ kind: 'team-created', teamId, name, members }))
  return teamId
}

/**
 * Changes a team's name and members to these; what is left out stays.
 *
 * @throws {KeyholderError} as `createTeam`
 */
export async function changeTeam(
  acting: Acting,
  teamId: TeamId,
  change: { readonly name?: string; readonly members?: readonly MemberId[] },
): Promise<void> {
  await appendToChain(acting, (state) => {
    const team = state.teams.get(teamId)
    const before = team?.members ?? new Set()
    const after = new Set(change.members ?? before)
    const added = [...after].filter((memberId) => !before.has(memberId))
    const removed = [...before].filter((memberId) => !after.has(memberId))
    const name = change.name === team?.name ? null : (change.name ?? null)
    const isSame = name === null && added.length === 0 && removed.length === 0
    if (team !== undefined && isSame) return undefined
    return { kind: 'team-changed', teamId, name, added, removed }
  })
}

/** Removes a team; removing one that is gone is no error. @throws {KeyholderError} as `createTeam` */
export async function removeTeam(acting: Acting, teamId: TeamId): Promise<void> {
  await appendToChain(acting, (state) =>
    state.formerTeams.has(teamId) ? undefined : { kind: 'team-removed', teamId },
  )
}
