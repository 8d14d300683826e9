import type { Desk } from '@keyward/keyholder/commands'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import { CliError } from '../../error.ts'
import { findMember } from '../members/find.ts'
import { findTeam } from '../teams/find.ts'

/** A member or a team, as an account is shared with one or the other. */
interface SharedWith {
  /** In a sentence. */
  readonly shown: string
  readonly to: { readonly memberIds: readonly MemberId[] } | { readonly teamIds: readonly TeamId[] }
  /** What programs are told. */
  readonly ids: { readonly memberId: MemberId } | { readonly teamId: TeamId }
}

/**
 * Whom a person means by a MEMBER or by --team: one of the two is given.
 *
 * @throws {CliError} `cli.operand`, `cli.not-found`, `cli.ambiguous`
 */
export function findSharedWith(
  { workspace }: Pick<Desk, 'workspace'>,
  member: string | undefined,
  team: string | undefined,
): SharedWith {
  if ((member === undefined) === (team === undefined))
    throw new CliError('cli.operand', 'Name one of the two: a MEMBER, or a team with --team.')
  if (team !== undefined) {
    const { teamId, name } = findTeam(workspace, team)
    return { shown: `the team ${name}`, to: { teamIds: [teamId] }, ids: { teamId } }
  }
  const { memberId, name } = findMember(workspace, member ?? '')
  return { shown: name, to: { memberIds: [memberId] }, ids: { memberId } }
}

/** Members and teams, as a collection is shared with any number of them. */
interface SharedWithAll {
  /** In a sentence. */
  readonly shown: string
  readonly ids: { readonly memberIds: readonly MemberId[]; readonly teamIds: readonly TeamId[] }
}

/**
 * Whom a person means by several MEMBERs and by --team: at least one of them is given.
 *
 * @throws {CliError} as `findSharedWith`
 */
export function findAllSharedWith(
  { workspace }: Pick<Desk, 'workspace'>,
  members: readonly string[],
  teams: readonly string[],
): SharedWithAll {
  if (members.length + teams.length === 0)
    throw new CliError('cli.operand', 'Name a MEMBER, or a team with --team.')
  const foundMembers = new Set(members.map((text) => findMember(workspace, text)))
  const foundTeams = new Set(teams.map((text) => findTeam(workspace, text)))
  const shown = [
    ...Array.from(foundMembers, ({ name }) => name),
    ...Array.from(foundTeams, ({ name }) => `the team ${name}`),
  ]
  return {
    shown: shown.join(', '),
    ids: {
      memberIds: Array.from(foundMembers, ({ memberId }) => memberId),
      teamIds: Array.from(foundTeams, ({ teamId }) => teamId),
    },
  }
}
