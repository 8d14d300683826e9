import type { CollectionView, Limits } from '@keyward/keyholder/commands'
import type { MemberId, TeamId } from '@keyward/workspace/chain'
import type { AccountRole } from '@keyward/workspace/rules'
import type { SharedTeam } from '../../accounts/sharing/team-item.tsx'

interface Granted {
  readonly name: string
  readonly role: AccountRole
  readonly limits: Limits | null
}

/** A person or a team that has a collection. */
export type Grantee =
  | (Granted & {
      readonly kind: 'person'
      readonly granteeId: MemberId
      /** By which team; undefined for who was given it by name. */
      readonly teamName: string | undefined
    })
  | (Granted & { readonly kind: 'team'; readonly granteeId: TeamId })

export function personAsGrantee(
  { memberId, name, role, limits }: CollectionView['people'][number],
  teamName: string | undefined,
): Grantee {
  return { kind: 'person', granteeId: memberId, name, role, limits, teamName }
}

export function teamAsGrantee({ teamId, name, role, limits }: SharedTeam): Grantee {
  return { kind: 'team', granteeId: teamId, name, role, limits }
}
