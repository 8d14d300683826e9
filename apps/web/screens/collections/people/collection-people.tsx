import { useState } from 'react'
import type { CollectionView } from '@keyward/keyholder/commands'
import { Button, Section } from '@keyward/ui'
import UserPlus from 'lucide-react/icons/user-plus'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { listed } from '../../accounts/sharing/listed.ts'
import { CollectionPerson } from './collection-person.tsx'
import { type Grantee, personAsGrantee, teamAsGrantee } from './grantee.ts'
import { GranteeSheet } from './grantee-sheet.tsx'
import { ShareCollection } from './share-collection.tsx'
import { sharedTeams, TeamItem } from '../../accounts/sharing/team-item.tsx'

export interface CollectionPeopleProps {
  readonly collection: CollectionView
}

/** Who has a collection, and the ways to share it and to end that. Oneself first of the people. */
export function CollectionPeople({ collection }: CollectionPeopleProps) {
  const text = messages.collections.page
  const { people, mayEdit } = collection
  const teams = sharedTeams(collection)
  const { memberId: me } = useMember()
  const [isSharing, setSharing] = useState(false)
  const [openId, setOpen] = useState<string>()
  const open = granteesOf(collection).find(({ granteeId }) => granteeId === openId)
  const isMe = ({ memberId }: { readonly memberId: string }): boolean => memberId === me
  return (
    <Section
      title={text.people}
      action={
        mayEdit ? (
          <Button icon={<UserPlus />} onPress={() => setSharing(true)}>
            {text.share}
          </Button>
        ) : null
      }
    >
      <ul
        aria-label={text.peopleList}
        className="divide-y divide-line overflow-clip rounded-medium border border-line bg-card"
      >
        {teams.map((team) => (
          <TeamItem
            key={team.teamId}
            team={team}
            onOpen={mayEdit ? () => setOpen(team.teamId) : undefined}
          />
        ))}
        {people
          .toSorted((a, b) => Number(isMe(b)) - Number(isMe(a)))
          .map((person) => (
            <CollectionPerson
              key={person.memberId}
              {...{ person, mayEdit }}
              teamName={teams.find(({ teamId }) => teamId === person.byTeam)?.name}
              isMe={isMe(person)}
              onOpen={mayEdit && !isMe(person) ? () => setOpen(person.memberId) : undefined}
            />
          ))}
      </ul>
      <Whom {...{ collection }} />
      {isSharing ? <ShareCollection {...{ collection }} onClose={() => setSharing(false)} /> : null}
      {open === undefined ? null : (
        <GranteeSheet {...{ collection }} grantee={open} onClose={() => setOpen(undefined)} />
      )}
    </Section>
  )
}

/** Said to who has it alone, and to who can't change it. */
function Whom({ collection: { people, mayEdit } }: CollectionPeopleProps) {
  const text = messages.collections.page
  const owners = people.filter(({ role }) => role === 'owner').map(({ name }) => name)
  if (mayEdit) return people.length > 1 ? null : <p className="text-note text-soft">{text.alone}</p>
  return owners.length === 0 ? null : (
    <p className="text-note text-soft">{text.ask(listed(owners))}</p>
  )
}

/** Everybody whose part can be changed, with who has it by a team. */
function granteesOf(collection: CollectionView): readonly Grantee[] {
  const teams = sharedTeams(collection)
  return [
    ...teams.map(teamAsGrantee),
    ...collection.people.map((person) =>
      personAsGrantee(person, teams.find(({ teamId }) => teamId === person.byTeam)?.name),
    ),
  ]
}
