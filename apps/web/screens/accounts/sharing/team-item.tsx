import type { SharingView } from '@keyward/keyholder/commands'
import { Badge } from '@keyward/ui'
import { useNow } from '../../../app/use-now.ts'
import { messages } from '../../../messages/messages.ts'
import { ItemRow } from './item-row.tsx'
import { limitsInWords } from './limits/words.ts'

/** A team that has the account, and as what. */
export type SharedTeam = SharingView['teams'][number] & {
  readonly role: 'manager' | 'collaborator'
}

export function sharedTeams({ teams }: Pick<SharingView, 'teams'>): readonly SharedTeam[] {
  return teams.filter((team): team is SharedTeam => team.role !== null)
}

export interface TeamItemProps {
  readonly team: SharedTeam
  /** Opens what can be seen and done; nothing opens without. */
  readonly onOpen: (() => void) | undefined
}

/** One team: how many are in it, the role, and how many limits there are. */
export function TeamItem({ team, onOpen }: TeamItemProps) {
  const text = messages.sharing
  const now = useNow()
  const { name, role, limits, memberIds } = team
  const count = limits === null ? 0 : limitsInWords(limits, { now, used: 0 }).length
  const about = [
    text.roles[role],
    text.teamOf(memberIds.length),
    ...(count > 0 && onOpen !== undefined ? [text.limits.set(count)] : []),
  ]
  return (
    <ItemRow name={name} badges={<Badge>{text.team.badge}</Badge>} about={about} onOpen={onOpen} />
  )
}
