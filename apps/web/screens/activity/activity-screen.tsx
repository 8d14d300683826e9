import { useState } from 'react'
import { useSearch } from '@tanstack/react-router'
import { Banner, Disclosure } from '@keyward/ui'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import type { ActivitySearch } from './search.ts'
import { useMember } from '../../app/use-member.ts'
import { useShell } from '../../app/use-shell.ts'
import { messages } from '../../messages/messages.ts'
import { Entries } from './entries.tsx'
import { ExportActivity } from './export-activity.tsx'
import { Filters } from './filters.tsx'
import { useEntries } from './use-entries.ts'
import { VerifyActivity } from './verify-activity.tsx'

const PAGE = 100

/** What happened, the newest first, with filters that stand in the address. */
export function ActivityScreen() {
  const text = messages.activity
  const search: ActivitySearch = useSearch({ strict: false })
  const { may } = useMember()
  const shell = useShell()
  const isWhole = may('activity.see', { scope: 'workspace' })
  return (
    <InnerPage title={text.title} description={isWhole ? text.text : text.ownText}>
      <Filters search={search} isWhole={isWhole} />
      {isWhole || shell === undefined ? (
        <Disclosure title={text.tools} level={2}>
          <div className="flex flex-col gap-6">
            {isWhole ? <VerifyActivity /> : null}
            {shell === undefined ? <ExportActivity search={search} /> : null}
          </div>
        </Disclosure>
      ) : null}
      <Listed key={JSON.stringify(search)} search={search} />
    </InnerPage>
  )
}

function Listed({ search }: { readonly search: ActivitySearch }) {
  const [limit, setLimit] = useState(PAGE)
  const { data, isPending, problem, retry } = useEntries(search, limit)
  return (
    <>
      {problem?.rule === 'remote.offline' ? (
        <Banner tone="info" title={messages.activity.offline} />
      ) : (
        <Problem problem={problem} onRetry={retry} />
      )}
      {isPending ? <Loading /> : null}
      {data === undefined ? null : (
        <Entries
          entries={data}
          mayHaveMore={data.length === limit}
          onMore={() => setLimit(limit + PAGE)}
        />
      )}
    </>
  )
}
