import type { FormerMember, Member, WorkspaceState } from '@keyward/workspace/chain'
import { findNamed } from '../find-named.ts'

const TOLD = { none: 'There is no such member: see keyward members list.', kind: 'members' }

/**
 * The member that a person means, by id or by the whole name.
 *
 * @throws {CliError} `cli.not-found`, `cli.ambiguous`
 */
export function findMember({ members }: Pick<WorkspaceState, 'members'>, text: string): Member {
  return findNamed(members.values(), namedBy, text, TOLD)
}

/** The same among former members. @throws {CliError} as `findMember` */
export function findFormerMember(
  { formerMembers }: Pick<WorkspaceState, 'formerMembers'>,
  text: string,
): FormerMember {
  return findNamed(formerMembers.values(), namedBy, text, TOLD)
}

function namedBy({ memberId, name }: Member) {
  return { id: memberId, name }
}
