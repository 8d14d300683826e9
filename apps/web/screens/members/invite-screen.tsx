import { useState } from 'react'
import { invite, type ShownInvitation } from '@keyward/keyholder/commands'
import type { WorkspaceRole } from '@keyward/workspace/rules'
import { Banner, Button, ChoiceList, LinkButton, Select } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { Invitation } from './invitation.tsx'
import { GIVEN_ROLES } from './roles.ts'

const DAY = 24 * 3_600_000
const DAYS = [1, 3, 7, 14, 30]
const text = messages.members.invite

/** Makes an invitation, and shows it once to be handed over. */
export function InviteScreen() {
  const [invitation, setInvitation] = useState<ShownInvitation>()
  return (
    <InnerPage
      title={text.title}
      description={text.text}
      back={{ href: paths.members, label: messages.members.title }}
    >
      {invitation === undefined ? (
        <InviteForm onMade={setInvitation} />
      ) : (
        <>
          <Invitation invitation={invitation} />
          <LinkButton tone="primary" isWide href={paths.members}>
            {text.done}
          </LinkButton>
          <Button isWide onPress={() => setInvitation(undefined)}>
            {text.another}
          </Button>
        </>
      )}
    </InnerPage>
  )
}

function InviteForm({ onMade }: { readonly onMade: (invitation: ShownInvitation) => void }) {
  const { session } = useKeyholder()
  const { may } = useMember()
  const roles = GIVEN_ROLES.filter((role) =>
    may('member.invite', { newcomer: { kind: 'person', role } }),
  )
  const [role, setRole] = useState<WorkspaceRole>('user')
  const [days, setDays] = useState('7')
  const make = useCommand(
    () => invite(session, { role, memberKind: 'person', lifetime: Number(days) * DAY }),
    { onDone: onMade },
  )
  if (roles.length === 0) return <Banner tone="info" title={messages.members.refusedInvite} />
  return (
    <Form onSubmit={() => void make.run()} label={text.title}>
      <ChoiceList
        label={text.role}
        choices={roles.map((value) => ({
          value,
          label: messages.members.roles[value],
          description: messages.members.roleTexts[value],
        }))}
        value={role}
        onChange={setRole}
      />
      <Select
        label={text.days}
        placeholder={text.days}
        choices={DAYS.map((count) => ({ value: String(count), label: text.daysOf(count) }))}
        value={days}
        onChange={setDays}
      />
      <Problem problem={make.problem} />
      <Button
        type="submit"
        tone="primary"
        isWide
        isPending={make.isPending}
        pendingLabel={text.pending}
      >
        {text.submit}
      </Button>
    </Form>
  )
}
