import type { MemberId, TeamId } from '@keyward/workspace/chain'
import {
  changeTeam as changed,
  createTeam as created,
  removeTeam as removed,
  type TeamChange,
} from '../../membership.ts'
import { requireAllowed } from '../desk.ts'
import type { Keyholder } from '../keyholder.ts'
import type { Synchronised } from '../synchronise.ts'

/**
 * Makes a team. @returns its id
 *
 * @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*`
 */
export async function createTeam(
  keyholder: Keyholder,
  name: string,
  members: readonly MemberId[],
): Promise<TeamId> {
  requireAllowed(await keyholder.desk(), 'team.change', {})
  const teamId = await created(keyholder.session, name, members)
  await keyholder.synchronise()
  return teamId
}

/**
 * Changes a team's name and members. Who comes in gets what is shared with the team, and who leaves
 * loses that, with the next sync of a device of each account's Owners.
 *
 * @throws {KeyholderError} `forbidden`, `membership.*`, `remote.*`
 */
export async function changeTeam(
  keyholder: Keyholder,
  teamId: TeamId,
  change: TeamChange,
): Promise<Synchronised> {
  requireAllowed(await keyholder.desk(), 'team.change', {})
  await changed(keyholder.session, teamId, change)
  return keyholder.synchronise()
}

/** Removes a team; what is shared with it ends as if all had left. @throws {KeyholderError} as above */
export async function removeTeam(keyholder: Keyholder, teamId: TeamId): Promise<Synchronised> {
  requireAllowed(await keyholder.desk(), 'team.change', {})
  await removed(keyholder.session, teamId)
  return keyholder.synchronise()
}
