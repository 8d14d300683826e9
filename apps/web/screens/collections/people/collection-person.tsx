import type { CollectionView } from '@keyward/keyholder/commands'
import { Badge } from '@keyward/ui'
import { useNow } from '../../../app/use-now.ts'
import { messages } from '../../../messages/messages.ts'
import { ItemRow } from '../../accounts/sharing/item-row.tsx'
import { limitsInWords } from '../../accounts/sharing/limits/words.ts'

export interface CollectionPersonProps {
  readonly person: CollectionView['people'][number]
  /** By which team the person has it. */
  readonly teamName: string | undefined
  readonly isMe: boolean
  /** Whoever looks gives it out, and sees within which limits. */
  readonly mayEdit: boolean
  /** Opens what can be seen and done; nothing opens without. */
  readonly onOpen: (() => void) | undefined
}

/** One person who has a collection: the role, and how many limits there are. */
export function CollectionPerson(props: CollectionPersonProps) {
  const { person, teamName, isMe, mayEdit, onOpen } = props
  const text = messages.sharing
  const now = useNow()
  const { name, role, limits, isAgent, isOperator } = person
  const count = limits === null || !mayEdit ? 0 : limitsInWords(limits, { now, used: 0 }).length
  const about = [
    text.roles[role],
    ...(teamName === undefined ? [] : [text.team.by(teamName)]),
    ...(count > 0 ? [text.limits.set(count)] : []),
  ]
  const badges = (
    <>
      {isAgent ? <Badge>{text.agent}</Badge> : null}
      {isOperator && role !== 'owner' ? <Badge>{text.operator}</Badge> : null}
    </>
  )
  return <ItemRow name={isMe ? text.me : name} {...{ badges, about, onOpen }} />
}
