import { useParams } from '@tanstack/react-router'
import type { FormerMember, Member, WorkspaceState } from '@keyward/workspace/chain'
import { Badge, Banner, EmptyState, LinkButton, Section } from '@keyward/ui'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { paths } from '../../app/paths.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { MemberDevices } from './member-devices.tsx'
import { RemoveMember } from './remove-member.tsx'
import { RoleOf } from './role-of.tsx'
import { Seen } from './seen.tsx'

const text = messages.members

/** One member, present or former. */
export function MemberScreen() {
  const { memberId = '' } = useParams({ strict: false })
  const { workspace, memberId: own } = useMember()
  const present = findIn(workspace.members, memberId)
  const former = findIn(workspace.formerMembers, memberId)
  const member = present ?? former
  if (member === undefined) return <Unknown />
  const isSelf = member.memberId === own
  return (
    <InnerPage
      title={member.name}
      back={{ href: paths.members, label: text.member.back }}
      actions={isSelf ? <Badge tone="brass">{text.you}</Badge> : undefined}
    >
      {present === undefined ? (
        <Banner tone="info" title={text.member.former} isAnnounced={false} />
      ) : (
        <>
          <RoleOf key={present.role} member={present} isSelf={isSelf} />
          <MemberDevices member={present} isSelf={isSelf} />
        </>
      )}
      <Done memberId={member.memberId} isSelf={isSelf} />
      {isSelf ? null : <Seen memberId={member.memberId} />}
      {present === undefined || isSelf ? null : <RemoveMember member={present} />}
    </InnerPage>
  )
}

function Done({ memberId, isSelf }: { readonly memberId: string; readonly isSelf: boolean }) {
  const { may } = useMember()
  if (!isSelf && !may('activity.see', { scope: 'workspace' })) return null
  return (
    <Section title={text.member.activity}>
      <LinkButton isWide href={`${paths.activity}?member=${memberId}`}>
        {text.member.activityLink}
      </LinkButton>
    </Section>
  )
}

function Unknown() {
  return (
    <InnerPage title={text.member.unknown} back={{ href: paths.members, label: text.member.back }}>
      <EmptyState title={text.member.unknown}>{text.member.unknownText}</EmptyState>
    </InnerPage>
  )
}

/** What stands in an address is any text. */
function findIn<M extends Member | FormerMember>(
  members: ReadonlyMap<WorkspaceState['ownerId'], M>,
  memberId: string,
): M | undefined {
  return [...members.values()].find((member) => member.memberId === memberId)
}
