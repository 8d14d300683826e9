import { useMemo, useState } from 'react'
import { Banner } from '@keyward/ui'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { showKit } from '../../app/show-kit.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDeviceName } from '../../app/use-device-name.ts'
import { useGo } from '../../app/use-go.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { serverOrigin } from '../../platform/server-origin.ts'
import { useServer } from '../../app/use-server.ts'
import { messages } from '../../messages/messages.ts'
import { type CreateFields, CreateForm } from './create-form.tsx'
import { FirstRunPage } from './first-run-page.tsx'
import { PassphraseStep } from './passphrase-step.tsx'
import { RequireNobody } from './require-nobody.tsx'

const EMPTY: CreateFields = { workspaceName: '', ownerName: '', address: '', setupCode: '' }

/** Creates a workspace with this person as its Owner. */
export function CreateScreen() {
  return (
    <RequireNobody>
      <Create />
    </RequireNobody>
  )
}

function Create() {
  const [fields, setFields] = useState(EMPTY)
  const [isNamed, setNamed] = useState(false)
  return isNamed ? (
    <WithPassphrase fields={fields} onBack={() => setNamed(false)} />
  ) : (
    <WithNames fields={fields} onChange={setFields} onSubmit={() => setNamed(true)} />
  )
}

interface WithNamesProps {
  readonly fields: CreateFields
  readonly onChange: (fields: CreateFields) => void
  readonly onSubmit: () => void
}

function WithNames(props: WithNamesProps) {
  const text = messages.firstRun.create
  const server = useServer()
  const signUp = server.data?.signUp
  return (
    <FirstRunPage
      title={text.title}
      description={text.intro}
      step={{ current: 1, count: 3 }}
      back={{ href: paths.welcome, label: messages.app.back }}
    >
      <Problem problem={server.problem} onRetry={server.retry} />
      {server.isPending ? <Loading /> : null}
      {signUp === 'invite' ? <Banner tone="info" title={text.closed} /> : null}
      {signUp === 'open' || signUp === 'setup-code' ? (
        <CreateForm {...props} hasSetupCode={signUp === 'setup-code'} />
      ) : null}
    </FirstRunPage>
  )
}

interface WithPassphraseProps {
  readonly fields: CreateFields
  readonly onBack: () => void
}

function WithPassphrase({ fields, onBack }: WithPassphraseProps) {
  const text = messages.firstRun
  const { session } = useKeyholder()
  const deviceName = useDeviceName()
  const go = useGo()
  const hints = useMemo(() => [fields.workspaceName, fields.ownerName, fields.address], [fields])
  const setupCode = fields.setupCode.trim() || null
  const create = useCommand(
    (passphrase: string) =>
      session.createWorkspace({
        ...fields,
        origin: serverOrigin(),
        setupCode,
        deviceName,
        passphrase,
      }),
    {
      onDone: (kit) => {
        showKit(kit, paths.ready)
        go(paths.kit, { replace: true })
      },
    },
  )
  return (
    <PassphraseStep
      hints={hints}
      submitLabel={text.create.submit}
      pendingLabel={text.create.pending}
      isPending={create.isPending}
      problem={create.problem}
      onSubmit={(passphrase) => void create.run(passphrase)}
      onBack={onBack}
    />
  )
}
