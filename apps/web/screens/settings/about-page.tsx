import { formatAaguid, KEYWARD_AAGUID } from '@keyward/webauthn/data'
import { Card, PropertyRow, Section, Time } from '@keyward/ui'
import { useCopy } from '../../app/use-copy.ts'
import { useMember } from '../../app/use-member.ts'
import { serverOrigin } from '../../platform/server-origin.ts'
import { useServer } from '../../app/use-server.ts'
import { useSession } from '../../app/use-session.ts'
import { useShell } from '../../app/use-shell.ts'
import { useSync } from '../../app/use-sync.ts'
import { useRead } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { useNow } from '../../app/use-now.ts'
import { messages } from '../../messages/messages.ts'
import own from '../../package.json' with { type: 'json' }
import { LicenceList } from './licence-list.tsx'
import { Setting } from './setting.tsx'

const text = messages.settings.about

/** What runs here, where it is at home, and what it is made of. */
export function AboutPage() {
  return (
    <Setting title={text.title}>
      <App />
      <Server />
      <Section title={text.licencesTitle} description={text.licence}>
        <LicenceList />
      </Section>
    </Setting>
  )
}

function App() {
  const copy = useCopy()
  const shell = useShell()
  const storage = useRead(views.storage, storedBytes)
  const aaguid = formatAaguid(KEYWARD_AAGUID)
  return (
    <Section title={text.app}>
      <Card isList>
        <PropertyRow label={text.version} value={own.version} />
        {shell === undefined ? null : (
          <PropertyRow label={text.shell} value={shell.info.appVersion} />
        )}
        <PropertyRow label={text.storage} value={sizeOf(storage.data)} />
        <PropertyRow
          isMono
          label={text.aaguid}
          value={aaguid}
          copy={{ label: text.copyAaguid, onCopy: () => copy(aaguid) }}
        />
      </Card>
      <p className="text-note text-soft">{text.aaguidText}</p>
    </Section>
  )
}

function Server() {
  const now = useNow()
  const copy = useCopy()
  const server = useServer()
  const session = useSession()
  const { workspace, name } = useMember()
  const { lastAt } = useSync()
  const { workspaceId } = workspace
  return (
    <Section title={text.server}>
      <Card isList>
        <PropertyRow label={text.server} value={serverOrigin()} />
        <PropertyRow
          label={text.serverVersion}
          value={server.data?.version ?? (server.problem === undefined ? '' : text.offline)}
        />
        <PropertyRow label={text.workspace} value={workspace.name} />
        <PropertyRow
          isMono
          label={text.workspaceId}
          value={workspaceId}
          copy={{ label: text.copyWorkspace, onCopy: () => copy(workspaceId) }}
        />
        <PropertyRow label={text.member} value={name} />
        {session.kind === 'none' ? null : (
          <PropertyRow label={text.address} value={session.known.address} />
        )}
        <PropertyRow
          label={text.synchronised}
          value={<Time at={lastAt} now={now} fallback={text.never} shows="both" />}
        />
      </Card>
    </Section>
  )
}

/** Bytes that this origin keeps here, as far as the browser tells. */
async function storedBytes(): Promise<number | undefined> {
  const storage: StorageManager | undefined = navigator.storage
  return (await storage?.estimate())?.usage
}

function sizeOf(bytes: number | undefined): string {
  if (bytes === undefined) return text.unknown
  const format = new Intl.NumberFormat(messages.app.locale, {
    style: 'unit',
    unit: bytes < 1_000_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  })
  return format.format(bytes / (bytes < 1_000_000 ? 1000 : 1_000_000))
}
