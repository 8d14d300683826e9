import { useState } from 'react'
import type { AccountView } from '@keyward/keyholder/commands'
import { Button, Section } from '@keyward/ui'
import UserPlus from 'lucide-react/icons/user-plus'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { PersonItem } from './person-item.tsx'
import { ShareSheet } from './share-sheet.tsx'

export interface PeopleSectionProps {
  readonly account: AccountView
  readonly mayEdit: boolean
}

/** Who has the account. */
export function PeopleSection({ account, mayEdit }: PeopleSectionProps) {
  const text = messages.accounts
  const [isSharing, setSharing] = useState(false)
  const { memberId } = useMember()
  const grants = account.grants.toSorted(
    (a, b) => Number(b.granteeId === memberId) - Number(a.granteeId === memberId),
  )
  return (
    <Section
      title={text.people.title}
      action={
        mayEdit ? (
          <Button icon={<UserPlus />} onPress={() => setSharing(true)}>
            {text.share}
          </Button>
        ) : null
      }
    >
      <ul
        aria-label={text.people.list}
        className="divide-y divide-line rounded-medium border border-line bg-card"
      >
        {grants.map((grant) => (
          <PersonItem key={grant.granteeId} {...{ account, grant, mayEdit }} />
        ))}
      </ul>
      {mayEdit ? (
        <ShareSheet account={account} isOpen={isSharing} onOpenChange={setSharing} />
      ) : null}
    </Section>
  )
}
