import type { Team, WorkspaceState } from '@keyward/workspace/chain'
import { findNamed } from '../find-named.ts'

const TOLD = { none: 'There is no such team: see keyward teams list.', kind: 'teams' }

/**
 * The team that a person means, by id or by the whole name.
 *
 * @throws {CliError} `cli.not-found`, `cli.ambiguous`
 */
export function findTeam({ teams }: Pick<WorkspaceState, 'teams'>, text: string): Team {
  return findNamed(teams.values(), ({ teamId, name }) => ({ id: teamId, name }), text, TOLD)
}
