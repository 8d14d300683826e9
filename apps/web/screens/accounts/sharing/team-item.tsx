import type { SharingView } from '@keyward/keyholder/commands'
import { Badge } from '@keyward/ui'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useNow } from '../../../app/use-now.ts'
import { messages } from '../../../messages/messages.ts'
import { limitsInWords } from './limits/words.ts'

/** A team that has the account, and as what. */
export type SharedTeam = SharingView['teams'][number] & {
  readonly role: 'manager' | 'collaborator'
}

export function sharedTeams({ teams }: SharingView): readonly SharedTeam[] {
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
  const content = (
    <>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 text-body break-words">{name}</span>
          <Badge>{text.team.badge}</Badge>
        </span>
        <span className="text-note text-soft">{about.join(' · ')}</span>
      </span>
      {onOpen === undefined ? null : (
        <ChevronRight aria-hidden className="size-5 shrink-0 text-soft" />
      )}
    </>
  )
  const look = 'flex min-h-14 w-full items-center gap-3 px-4 py-2.5 text-left'
  return (
    <li>
      {onOpen === undefined ? (
        <div className={look}>{content}</div>
      ) : (
        <button
          type="button"
          onClick={onOpen}
          className={`${look} cursor-pointer outline-offset-[-2px] transition-colors duration-150 hover:bg-well`}
        >
          {content}
        </button>
      )}
    </li>
  )
}
