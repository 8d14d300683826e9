import { useMemo, useState } from 'react'
import type { InvitationGiven, ViewedInvitation } from '@keyward/keyholder/session'
import { keepInvitation } from '../../app/given-invitation.ts'
import { paths } from '../../app/paths.ts'
import { showKit } from '../../app/show-kit.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDeviceName } from '../../app/use-device-name.ts'
import { useGo } from '../../app/use-go.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'
import { FirstRunPage } from './first-run-page.tsx'
import { InvitationForm } from './invitation-form.tsx'
import { JoinForm, type JoinFields } from './join-form.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { RequireNobody } from './require-nobody.tsx'

/** Answers an invitation: what it leads to, who joins, and the new passphrase. */
export function JoinScreen() {
  return (
    <RequireNobody>
      <Join />
    </RequireNobody>
  )
}

interface Opened {
  readonly invitation: InvitationGiven
  readonly view: ViewedInvitation
}

function Join() {
  const text = messages.firstRun
  const { session } = useKeyholder()
  const [opened, setOpened] = useState<Opened>()
  const [fields, setFields] = useState<JoinFields>({ name: '', address: '' })
  const [isNamed, setNamed] = useState(false)
  const look = useCommand(
    async (invitation: InvitationGiven) => ({
      invitation,
      view: await session.viewInvitation(invitation),
    }),
    { onDone: setOpened },
  )
  const back = { href: paths.welcome, label: messages.app.back }
  if (opened !== undefined && isNamed)
    return <WithPassphrase opened={opened} fields={fields} onBack={() => setNamed(false)} />
  return (
    <FirstRunPage
      title={text.join.title}
      description={text.join.intro}
      step={{ current: 1, count: 3 }}
      back={back}
    >
      {opened === undefined ? (
        <InvitationForm
          isPending={look.isPending}
          problem={look.problem}
          onSubmit={(invitation) => void look.run(invitation)}
        />
      ) : (
        <JoinForm
          view={opened.view}
          fields={fields}
          onChange={setFields}
          onSubmit={() => setNamed(true)}
        />
      )}
    </FirstRunPage>
  )
}

interface WithPassphraseProps {
  readonly opened: Opened
  readonly fields: JoinFields
  readonly onBack: () => void
}

function WithPassphrase({ opened, fields, onBack }: WithPassphraseProps) {
  const { invitation, view } = opened
  const text = messages.firstRun
  const { session } = useKeyholder()
  const deviceName = useDeviceName()
  const go = useGo()
  const workspace = view.folded.state.name
  const hints = useMemo(() => [workspace, fields.name, fields.address], [workspace, fields])
  const join = useCommand(
    (passphrase: string) =>
      session.joinWorkspace({ ...fields, invitation, passphrase, deviceName }),
    {
      onDone: (kit) => {
        keepInvitation(undefined)
        showKit(kit, paths.waiting)
        go(paths.kit, { replace: true })
      },
    },
  )
  return (
    <PassphraseStep
      hints={hints}
      submitLabel={text.join.submit}
      pendingLabel={text.join.pending}
      isPending={join.isPending}
      problem={join.problem}
      onSubmit={(passphrase) => void join.run(passphrase)}
      onBack={onBack}
    />
  )
}
