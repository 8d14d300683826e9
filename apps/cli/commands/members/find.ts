import { normaliseText } from '@keyward/keyholder/accounts'
import type { FormerMember, Member, WorkspaceState } from '@keyward/workspace/chain'
import { CliError } from '../../error.ts'

/**
 * The member that a person means, by id or by the whole name.
 *
 * @throws {CliError} `cli.not-found`, `cli.ambiguous`
 */
export function findMember({ members }: Pick<WorkspaceState, 'members'>, text: string): Member {
  return findIn([...members.values()], text)
}

/** The same among former members. @throws {CliError} as `findMember` */
export function findFormerMember(
  { formerMembers }: Pick<WorkspaceState, 'formerMembers'>,
  text: string,
): FormerMember {
  return findIn([...formerMembers.values()], text)
}

function findIn<T extends Member>(members: readonly T[], text: string): T {
  const byId = members.find(({ memberId }) => memberId === text)
  if (byId !== undefined) return byId
  const wanted = normaliseText(text)
  const found = members.filter(({ name }) => normaliseText(name) === wanted)
  const [only, ...others] = found
  if (only === undefined)
    throw new CliError('cli.not-found', 'There is no such member: see keyward members list.')
  if (others.length === 0) return only
  const ids = found.map(({ memberId }) => memberId)
  throw new CliError(
    'cli.ambiguous',
    `Several members have this name, so use an id: ${ids.join(', ')}.`,
  )
}
