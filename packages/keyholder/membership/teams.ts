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

/** What becomes of a team. What is left out stays as it is, whoever changes it meanwhile. */
export interface TeamChange {
  readonly name?: string
  /** All that it has then. */
  readonly members?: readonly MemberId[]
  /** Who comes in, and who goes; those who are in, or gone, already are no error. */
  readonly added?: readonly MemberId[]
  readonly removed?: readonly MemberId[]
}

/** Changes a team's name and members. @throws {KeyholderError} as `createTeam` */
export async function changeTeam(
  acting: Acting,
  teamId: TeamId,
  change: TeamChange,
): Promise<void> {
  await appendToChain(acting, (state) => {
    const team = state.teams.get(teamId)
    const before = team?.members ?? new Set()
    const after = new Set([...(change.members ?? before), ...(change.added ?? [])])
    for (const memberId of change.removed ?? []) after.delete(memberId)
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
