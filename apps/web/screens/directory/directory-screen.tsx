import { useDeferredValue, useState } from 'react'
import { type AppDirectory, refreshDirectory, searchDirectory } from '@keyward/keyholder/commands'
import { Button, EmptyState, LinkButton, SearchField, Time } from '@keyward/ui'
import Flag from 'lucide-react/icons/flag'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useNow } from '../../app/use-now.ts'
import { messages } from '../../messages/messages.ts'
import { AppList } from './app-list.tsx'
import { useDirectory } from './use-directory.ts'

const MOST = 200
const text = messages.directory

/** Apps that support passkeys, as this device has them, with a search. */
export function DirectoryScreen() {
  const { data, isPending, problem, retry } = useDirectory()
  const { may } = useMember()
  const [query, setQuery] = useState('')
  const hasReports = may('policy.read', {})
  return (
    <InnerPage
      title={text.title}
      description={text.text}
      back={{ href: paths.settings, label: messages.settings.title }}
      dock={
        <SearchField
          label={text.search}
          clearLabel={text.clearSearch}
          value={query}
          onChange={setQuery}
        />
      }
    >
      <div className="flex flex-wrap gap-2">
        <LinkButton icon={<Flag />} href={paths.reportApp}>
          {text.report.action}
        </LinkButton>
        {hasReports ? <LinkButton href={paths.reports}>{text.reports.title}</LinkButton> : null}
      </div>
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Loading /> : null}
      {data === undefined ? null : (
        <>
          <Found directory={data} query={query} />
          <Newest directory={data} onDone={retry} />
        </>
      )}
    </InnerPage>
  )
}

interface FoundProps {
  readonly directory: AppDirectory
  readonly query: string
}

function Found({ directory, query }: FoundProps) {
  const asked = useDeferredValue(query)
  if (directory.apps.length === 0)
    return <EmptyState title={text.empty}>{text.emptyText}</EmptyState>
  const found = searchDirectory(directory, asked, directory.apps.length)
  if (found.length === 0) return <EmptyState title={text.none}>{text.noneText}</EmptyState>
  const more = found.length - MOST
  return (
    <div className="flex flex-col gap-2">
      <output className="text-note text-soft">{text.count(found.length)}</output>
      <AppList apps={found.slice(0, MOST)} />
      {more > 0 ? <p className="text-center text-note text-soft">{text.more(more)}</p> : null}
    </div>
  )
}

interface NewestProps {
  readonly directory: AppDirectory
  readonly onDone: () => void
}

function Newest({ directory: { updatedAt }, onDone }: NewestProps) {
  const { session } = useKeyholder()
  const now = useNow()
  const refresh = useCommand(() => refreshDirectory(session), { done: text.refreshed, onDone })
  return (
    <div className="flex flex-col gap-3">
      <Problem problem={refresh.problem} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-note text-soft">
          {text.updated} <Time at={updatedAt} now={now} fallback={text.ownList} shows="absolute" />
        </p>
        <Button
          icon={<RefreshCw />}
          isPending={refresh.isPending}
          onPress={() => void refresh.run()}
        >
          {text.refresh}
        </Button>
      </div>
    </div>
  )
}
