import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Banner, EmptyState, LinkButton, SearchField } from '@keyward/ui'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Frame } from '../../app/parts/frame.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import type { HelpSearch } from './search.ts'
import { useSession } from '../../app/use-session.ts'
import { messages } from '../../messages/messages.ts'
import { type Block, textOf } from './markdown/page.ts'
import { ShownBlocks } from './markdown/shown.tsx'
import { useHelp } from './use-help.ts'

const text = messages.help
const INDEX = 'index'

/** A page of the help, or the answer to a question. Anybody may read it, unlocked or not. */
export function HelpScreen() {
  const { page = INDEX } = useParams({ strict: false })
  const { ask = '' }: HelpSearch = useSearch({ strict: false })
  const { data, isPending, problem, retry } = useHelp(page, ask)
  useAnchor(data)
  if (data === undefined)
    return (
      <Place title={text.title} isIndex={page === INDEX}>
        {isPending ? <Loading /> : null}
        {problem?.rule === 'remote.offline' ? (
          <Banner tone="warn" title={text.offline.title}>
            {text.offline.text}
          </Banner>
        ) : (
          <Problem problem={problem} onRetry={retry} />
        )}
      </Place>
    )
  if (data === 'missing') return <Missing />
  const [first, ...rest] = data
  const title = first?.kind === 'heading' ? textOf(first.children) : text.title
  return (
    <Place title={title} isIndex={page === INDEX && ask === ''}>
      <Ask key={ask} page={page} asked={ask} />
      <div className="flex flex-col gap-4" aria-live={ask === '' ? undefined : 'polite'}>
        <ShownBlocks blocks={first?.kind === 'heading' ? rest : data} />
      </div>
    </Place>
  )
}

function Missing() {
  const { title, text: words, action } = text.missing
  return (
    <Place title={title} isIndex={false}>
      <EmptyState title={title} action={<LinkButton href={paths.help(INDEX)}>{action}</LinkButton>}>
        {words}
      </EmptyState>
    </Place>
  )
}

interface PlaceProps {
  readonly title: string
  readonly isIndex: boolean
  readonly children: ReactNode
}

/** Inside the frame for who is unlocked; alone for who is not. */
function Place({ title, isIndex, children }: PlaceProps) {
  const state = useSession()
  const isInside = state.kind === 'unlocked' && state.known.isAdmitted
  const home = isInside
    ? { href: paths.settings, label: messages.settings.title }
    : { href: paths.welcome, label: messages.app.back }
  const back = isIndex ? home : { href: paths.help(INDEX), label: text.back }
  const page = (
    <InnerPage key={title} title={title} back={back}>
      {children}
    </InnerPage>
  )
  return isInside ? <Frame>{page}</Frame> : <main className="flex h-dvh flex-col">{page}</main>
}

interface AskProps {
  readonly page: string
  readonly asked: string
}

/** A question, which stands in the address. */
function Ask({ page, asked }: AskProps) {
  const navigate = useNavigate()
  const [question, setQuestion] = useState(asked)
  const put = (words: string): void => {
    const ask = words.trim().slice(0, 300)
    void navigate({
      to: '/help/$page',
      params: { page },
      search: ask === '' ? {} : { ask },
      replace: true,
    })
  }
  const change = (words: string): void => {
    setQuestion(words)
    if (words === '' && asked !== '') put('')
  }
  return (
    <search>
      <SearchField
        label={text.ask}
        clearLabel={text.askClear}
        value={question}
        onChange={change}
        onSubmit={put}
      />
    </search>
  )
}

/** Goes to the part that the address names, once the page is there. */
function useAnchor(data: readonly Block[] | 'missing' | undefined): void {
  useEffect(() => {
    const anchor = decodeURIComponent(location.hash.slice(1))
    if (data !== undefined && anchor !== '') document.getElementById(anchor)?.scrollIntoView()
  }, [data])
}
