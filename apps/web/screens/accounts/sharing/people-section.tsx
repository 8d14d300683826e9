import { useState } from 'react'
import type { AccountView, SharingView } from '@keyward/keyholder/commands'
import { Button, Section, Skeleton } from '@keyward/ui'
import UserPlus from 'lucide-react/icons/user-plus'
import { Problem } from '../../../app/parts/problem.tsx'
import { useMember } from '../../../app/use-member.ts'
import { messages } from '../../../messages/messages.ts'
import { PersonItem } from './person-item.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { RequestSheet } from './request-sheet.tsx'
import { ShareRequests } from './share-requests.tsx'
import { ShareSheet } from './share-sheet.tsx'
import { sharedTeams, TeamItem } from './team-item.tsx'
import { TeamSheet } from './team-sheet.tsx'
import { useSharing } from './use-sharing.ts'

export interface PeopleSectionProps {
  readonly account: AccountView
}

/** Who has the account, and the ways to share it, to ask for that, and to end it. */
export function PeopleSection({ account }: PeopleSectionProps) {
  const text = messages.sharing
  const { data: sharing, isPending, problem, retry } = useSharing(account.accountId)
  const [isSharing, setSharing] = useState(false)
  const isLive = account.deletedAt === undefined
  const mayShare = isLive && sharing?.mayShare === true
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
        <ShareRequests {...{ account, sharing }} />
      ) : null}
      {sharing === undefined ? null : <People {...{ account, sharing }} />}
      {!isSharing || sharing === undefined ? null : mayShare ? (
        <ShareSheet {...{ account, sharing }} onClose={close} />
      ) : (
        <RequestSheet {...{ account, sharing }} onClose={close} />
      )}
    </Section>
  )
}

interface PeopleProps extends PeopleSectionProps {
  readonly sharing: SharingView
}

/** Oneself first. Nobody changes or ends their own role here. */
function People({ account, sharing }: PeopleProps) {
  const { people, isOffline } = sharing
  const { memberId: me } = useMember()
  const [openId, setOpen] = useState<string>()
  const isLive = account.deletedAt === undefined
  const open = people.find(({ memberId }) => memberId === openId)
  const teams = sharedTeams(sharing)
  const openTeam = teams.find(({ teamId }) => teamId === openId)
  const mayEdit = isLive && account.relation === 'owner'
  const isMe = ({ memberId }: { readonly memberId: string }): boolean => memberId === me
  return (
    <>
      <ul
        aria-label={messages.sharing.list}
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
            <PersonItem
              key={person.memberId}
              {...{ person, isOffline }}
              teamName={teams.find(({ teamId }) => teamId === person.byTeam)?.name}
              isMe={isMe(person)}
              isGiver={account.relation === 'owner'}
              onOpen={
                isLive && person.mayEdit && !isMe(person)
                  ? () => setOpen(person.memberId)
                  : undefined
              }
            />
          ))}
      </ul>
      {open === undefined ? null : (
        <PersonSheet
          {...{ account, isOffline }}
          person={open}
          teamName={teams.find(({ teamId }) => teamId === open.byTeam)?.name}
          onClose={() => setOpen(undefined)}
        />
      )}
      {openTeam === undefined ? null : (
        <TeamSheet {...{ account }} team={openTeam} onClose={() => setOpen(undefined)} />
      )}
    </>
  )
}
