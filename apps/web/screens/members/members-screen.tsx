import { Banner, Badge, LinkButton, List, ListRow, Section } from '@keyward/ui'
import { liveDevices } from '@keyward/workspace/chain'
import UserPlus from 'lucide-react/icons/user-plus'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useGo } from '../../app/use-go.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { Joins } from './joins.tsx'
import { MemberIcon } from './member-icon.tsx'
import { OpenInvitations } from './open-invitations.tsx'
import { byRole } from './roles.ts'
import { TeamsSection } from './teams/teams-section.tsx'
import { useInvitations } from './use-invitations.ts'
import { useMayInvite } from './use-may-invite.ts'
import { useOperators } from './use-operators.ts'

const text = messages.members

/** Everybody in the workspace; for administrators also who is on the way in. */
export function MembersScreen() {
  const mayInvite = useMayInvite()
  const { workspace } = useMember()
  return (
    <InnerPage
      title={text.title}
      description={text.text(workspace.members.size)}
      back={{ href: paths.settings, label: messages.settings.title }}
      actions={
        mayInvite ? (
          <LinkButton tone="primary" icon={<UserPlus />} href={paths.invite}>
            {text.invite.action}
          </LinkButton>
        ) : undefined
      }
    >
      {mayInvite ? <OnTheirWay /> : null}
      <Present />
      <TeamsSection />
      <Former />
    </InnerPage>
  )
}

function OnTheirWay() {
  const { data, problem, retry } = useInvitations()
  if (problem?.rule === 'remote.offline')
    return <Banner tone="info" title={text.invitations.offline} />
  if (data === undefined) return <Problem problem={problem} onRetry={retry} />
  return (
    <>
      <Joins joins={data.joins} onChange={retry} />
      <OpenInvitations invitations={data.open} onChange={retry} />
    </>
  )
}

function Present() {
  const { workspace, memberId: own } = useMember()
  const operators = useOperators()
  const go = useGo()
  return (
    <Section title={text.list}>
      <List isCard label={text.list}>
        {[...workspace.members.values()].toSorted(byRole).map(({ memberId, name, role, kind }) => (
          <ListRow
            key={memberId}
            href={paths.member(memberId)}
            onAction={() => go(paths.member(memberId))}
            icon={<MemberIcon kind={kind} />}
            title={name}
            subtitle={text.devices(liveDevices(workspace, memberId).length)}
            trailing={
              <>
                {memberId === own ? <Badge tone="brass">{text.you}</Badge> : null}
                {kind === 'agent' ? <Badge>{text.agent}</Badge> : null}
                {operators.has(memberId) ? <Badge>{text.operator}</Badge> : null}
                <Badge>{text.roles[role]}</Badge>
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}

function Former() {
  const { workspace } = useMember()
  const go = useGo()
  const former = [...workspace.formerMembers.values()]
  if (former.length === 0) return null
  return (
    <Section title={text.former}>
      <List isCard label={text.former}>
        {former
          .toSorted((a, b) => b.removedAt - a.removedAt)
          .map(({ memberId, name, kind }) => (
            <ListRow
              key={memberId}
              href={paths.member(memberId)}
              onAction={() => go(paths.member(memberId))}
              icon={<MemberIcon kind={kind} />}
              title={name}
              trailing={<Badge>{text.removedState}</Badge>}
            />
          ))}
      </List>
    </Section>
  )
}
