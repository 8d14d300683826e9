import type { SharedPerson } from '@keyward/keyholder/commands'
import { Badge } from '@keyward/ui'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { useNow } from '../../../app/use-now.ts'
import { messages } from '../../../messages/messages.ts'
import type { GivenBy } from './given-by.ts'
import { ItemRow } from './item-row.tsx'
import { limitsInWords } from './limits/words.ts'
import { readinessOf } from './readiness.ts'
import { ReadinessBadge } from './readiness-badge.tsx'

export interface PersonItemProps {
  readonly person: SharedPerson
  /** By what the person has it; undefined for who was given it by name. */
  readonly by: GivenBy | undefined
  readonly isMe: boolean
  /** Whoever looks gives out this account, and has to know how far it reaches. */
  readonly isGiver: boolean
  /** What the server knows is not known here now. */
  readonly isOffline: boolean
  /** Opens what can be seen and done; nothing opens without. */
  readonly onOpen: (() => void) | undefined
}

const MOST_SHOWN = 3

/** One person: the role, the limits, and how often they can still sign in. */
export function PersonItem({ person, by, isMe, isGiver, isOffline, onOpen }: PersonItemProps) {
  const text = messages.sharing
  const now = useNow()
  const { name, role, limits, signInsUsed, hasSeenKey, isAgent, isOperator } = person
  const readiness = isGiver && !isOffline ? readinessOf(person, now) : undefined
  const words = limits === null || !isGiver ? [] : limitsInWords(limits, { now, used: signInsUsed })
  const badges = (
    <>
      {isAgent ? <Badge>{text.agent}</Badge> : null}
      {isOperator && role !== 'owner' ? <Badge>{text.operator}</Badge> : null}
      {readiness === undefined ? null : <ReadinessBadge readiness={readiness} />}
      {isGiver && hasSeenKey && role !== 'owner' ? (
        <Badge tone="warn" icon={<TriangleAlert />}>
          {text.person.seen}
        </Badge>
      ) : null}
    </>
  )
  const about = [
    text.roles[role],
    ...(by === undefined ? [] : [text.team.by(by.name)]),
    ...shortened(words),
  ]
  return <ItemRow name={isMe ? text.me : name} badges={badges} about={about} onOpen={onOpen} />
}

/** The tightest ones, and how many others there are. */
function shortened(words: readonly string[]): readonly string[] {
  if (words.length <= MOST_SHOWN) return words
  const shown = words.slice(0, MOST_SHOWN - 1)
  return [...shown, messages.sharing.limits.more(words.length - shown.length)]
}
