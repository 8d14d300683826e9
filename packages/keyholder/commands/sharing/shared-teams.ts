import type { Limits } from '@keyward/cosigning/terms'
import type { TeamId } from '@keyward/workspace/chain'
import { readShares, type TeamRole } from '../../sharing/shares/shares.ts'
import type { OpenAccount } from '../../vault/vault.ts'
import type { Desk } from '../desk.ts'

/** A team whose members all have an account. */
interface SharedTeam {
  readonly teamId: TeamId
  readonly name: string
  readonly role: TeamRole
  readonly limits: Limits
}

/** The teams that an account is shared with, by their names. The server is not asked. */
export function teamsWith(
  { workspace }: Pick<Desk, 'workspace'>,
  { profile }: Pick<OpenAccount, 'profile'>,
): readonly SharedTeam[] {
  return readShares(profile, workspace)
    .teams.map(({ teamId, role, limits }) => ({
      teamId,
      name: workspace.teams.get(teamId)?.name ?? '',
      role,
      limits,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}
