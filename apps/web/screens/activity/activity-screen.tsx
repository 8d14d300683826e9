import { type RefObject, useRef } from 'react'
import { useSearch } from '@tanstack/react-router'
import { Banner, Disclosure, LinkButton } from '@keyward/ui'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import type { ActivitySearch } from './search.ts'
import { useMember } from '../../app/use-member.ts'
import { useShell } from '../../app/use-shell.ts'
import { messages } from '../../messages/messages.ts'
import { Entries } from './entries.tsx'
import { ExportActivity } from './export-activity.tsx'
import { Filters } from './filters.tsx'
import { useEntries } from './use-entries.ts'
import { VerifyActivity } from './verify-activity.tsx'

/** What happened, the newest first, with filters that stand in the address. */
export function ActivityScreen() {
  const text = messages.activity
  const search: ActivitySearch = useSearch({ strict: false })
  const { may } = useMember()
  const shell = useShell()
  const scroller = useRef<HTMLDivElement>(null)
  const isWhole = may('activity.see', { scope: 'workspace' })
  return (
    <InnerPage
      title={text.title}
      description={isWhole ? text.text : text.ownText}
      scrollRef={scroller}
      actions={
        may('accounts.create', {}) ? (
          <LinkButton href={paths.approvals}>{messages.approvals.link}</LinkButton>
        ) : null
      }
    >
      <Filters search={search} isWhole={isWhole} />
      {isWhole || shell === undefined ? (
        <Disclosure title={text.tools} level={2}>
          <div className="flex flex-col gap-6">
            {isWhole ? <VerifyActivity /> : null}
            {shell === undefined ? <ExportActivity search={search} /> : null}
          </div>
        </Disclosure>
      ) : null}
      <Listed key={JSON.stringify(search)} search={search} scroller={scroller} />
    </InnerPage>
  )
}

interface ListedProps {
  readonly search: ActivitySearch
  readonly scroller: RefObject<HTMLDivElement | null>
}

function Listed({ search, scroller }: ListedProps) {
  const { read, isPending, problem, retry, older, olderProblem } = useEntries(search)
  return (
    <>
      {problem?.rule === 'remote.offline' ? (
        <Banner tone="info" title={messages.activity.offline} />
      ) : (
        <Problem problem={problem} onRetry={retry} />
      )}
      {isPending ? <Loading /> : null}
      {read === undefined ? null : (
        <>
          <Entries read={read} scroller={scroller} onOlder={older} />
          <Problem problem={olderProblem} />
        </>
      )}
    </>
  )
}
