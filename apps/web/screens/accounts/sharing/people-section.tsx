import { useState } from 'react'
import type { AccountView, CollectionOfAccount, SharingView } from '@keyward/keyholder/commands'
import { Button, Section, Skeleton } from '@keyward/ui'
import UserPlus from 'lucide-react/icons/user-plus'
import { Problem } from '../../../app/parts/problem.tsx'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { CollectionItem } from './collection-item.tsx'
import { CollectionSheet } from './collection-sheet.tsx'
import { givenBy } from './given-by.ts'
import { PersonItem } from './person-item.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { RequestSheet } from './request-sheet.tsx'
import { ShareAccount } from './share-account.tsx'
import { ShareRequests } from './share-requests.tsx'
import { sharedTeams, TeamItem } from './team-item.tsx'
import { TeamSheet } from './team-sheet.tsx'
import { offeredCollections, useCollectionsOf } from './use-collections-of.ts'
import { useSharing } from './use-sharing.ts'

export interface PeopleSectionProps {
  readonly account: AccountView
}

/** Who has the account, and the ways to share it, to ask for that, and to end it. */
export function PeopleSection({ account }: PeopleSectionProps) {
  const text = messages.sharing
  const { data: sharing, isPending, problem, retry } = useSharing(account.accountId)
  const collections = useCollectionsOf(account.accountId)
  const [isSharing, setSharing] = useState(false)
  const isLive = account.deletedAt === undefined
  const mayPut = account.relation === 'owner' && offeredCollections(collections).length > 0
  const mayShare = isLive && sharing !== undefined && (sharing.mayShare || mayPut)
  const mayRequest = isLive && !mayShare && sharing?.mayRequest === true
  const close = (): void => setSharing(false)
  return (
    <Section
      title={text.title}
      action={
        mayShare || mayRequest ? (
          <Button icon={<UserPlus />} onPress={() => setSharing(true)}>
            {mayShare ? text.share : text.request.action}
          </Button>
        ) : null
      }
    >
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Skeleton label={text.loading} /> : null}
      {isLive && account.relation === 'owner' && sharing !== undefined ? (
        <ShareRequests {...{ account, sharing, collections }} />
      ) : null}
      {sharing === undefined ? null : <People {...{ account, sharing, collections }} />}
      {!isSharing || sharing === undefined ? null : mayShare ? (
        <ShareAccount {...{ account, sharing, collections }} onClose={close} />
      ) : (
        <RequestSheet {...{ account, sharing }} onClose={close} />
      )}
    </Section>
  )
}

interface PeopleProps extends PeopleSectionProps {
  readonly sharing: SharingView
  readonly collections: readonly CollectionOfAccount[]
}

/** Oneself first of the people. Nobody changes or ends their own role here. */
function People({ account, sharing, collections }: PeopleProps) {
  const { people, isOffline } = sharing
  const { memberId: me } = useMember()
  const [openId, setOpen] = useState<string>()
  const isLive = account.deletedAt === undefined
  const isOwner = account.relation === 'owner'
  const opening = (id: string, may: boolean): (() => void) | undefined =>
    isLive && may ? () => setOpen(id) : undefined
  const isMe = ({ memberId }: { readonly memberId: string }): boolean => memberId === me
  return (
    <>
      <ul
        aria-label={messages.sharing.list}
        className="divide-y divide-line overflow-clip rounded-medium border border-line bg-card"
      >
        {within(collections).map((collection) => (
          <CollectionItem
            key={collection.collectionId}
            {...{ collection }}
            appName={account.appName}
            onOpen={opening(collection.collectionId, true)}
          />
        ))}
        {sharedTeams(sharing).map((team) => (
          <TeamItem key={team.teamId} {...{ team }} onOpen={opening(team.teamId, isOwner)} />
        ))}
        {people
          .toSorted((a, b) => Number(isMe(b)) - Number(isMe(a)))
          .map((person) => (
            <PersonItem
              key={person.memberId}
              {...{ person, isOffline }}
              by={givenBy(person, sharing, collections)}
              isMe={isMe(person)}
              isGiver={isOwner}
              onOpen={opening(person.memberId, person.mayEdit && !isMe(person))}
            />
          ))}
      </ul>
      <Opened {...{ account, sharing, collections, openId }} onClose={() => setOpen(undefined)} />
    </>
  )
}

interface OpenedProps extends PeopleProps {
  readonly openId: string | undefined
  readonly onClose: () => void
}

/** What is to be seen and done of the person, team or collection that was chosen. */
function Opened({ account, sharing, collections, openId, onClose }: OpenedProps) {
  const person = sharing.people.find(({ memberId }) => memberId === openId)
  const team = sharedTeams(sharing).find(({ teamId }) => teamId === openId)
  const collection = within(collections).find(({ collectionId }) => collectionId === openId)
  const { people, isOffline } = sharing
  if (person !== undefined) {
    const by = givenBy(person, sharing, collections)
    return <PersonSheet {...{ account, person, by, isOffline, onClose }} />
  }
  if (team !== undefined) return <TeamSheet {...{ account, team, onClose }} />
  if (collection === undefined) return null
  return <CollectionSheet {...{ account, collection, people, onClose }} />
}

/** Those that the account is in. */
function within(collections: readonly CollectionOfAccount[]): readonly CollectionOfAccount[] {
  return collections.filter(({ isIn }) => isIn)
}
