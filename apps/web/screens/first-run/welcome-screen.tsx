import { useEffect, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { KeyMark, LinkButton, Wordmark } from '@keyward/ui'
import { fetchDemonstration } from '../../app/demonstration.ts'
import { givenInvitation } from '../../app/given-invitation.ts'
import { Opening } from '../../app/parts/opening.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { problemOf, type ShownProblem } from '../../app/problem-of.ts'
import { startRuntime, thisDevice, wasKnown } from '../../app/start.ts'
import { useTitle } from '../../app/use-title.ts'
import { messages } from '../../messages/messages.ts'

/** The first screen of all: what Keyward is, and three ways to begin. */
export function WelcomeScreen() {
  const text = messages.firstRun.welcome
  const start = useStart()
  const phone = useDemonstration()
  useTitle(text.title)
  if (start === 'opening' && wasKnown()) return <Opening />
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sheet flex-col px-4 pt-6 pb-[calc(2rem+env(safe-area-inset-bottom))] roomy:justify-center">
      <Wordmark name={messages.app.name} />
      <div className="flex flex-1 flex-col justify-center gap-4 py-16 roomy:flex-none">
        <KeyMark size="large" />
        <h1 className="text-display font-semibold text-balance">{text.title}</h1>
        <p className="text-lead text-soft">{text.text}</p>
      </div>
      <div className="flex flex-col gap-3">
        {typeof start === 'string' ? null : <Problem problem={start} onRetry={reload} />}
        <LinkButton tone="primary" isWide href={paths.create}>
          {text.create}
        </LinkButton>
        <LinkButton isWide href={paths.join}>
          {text.join}
        </LinkButton>
        <LinkButton isWide tone="plain" href={paths.signIn}>
          {text.signIn}
        </LinkButton>
        {phone === undefined ? null : (
          <div className="mt-4 flex flex-col gap-2 border-t border-line pt-6">
            <LinkButton isWide href={phone}>
              {text.demonstration}
            </LinkButton>
            <p className="text-center text-note text-soft">{text.demonstrationText}</p>
          </div>
        )}
      </div>
    </main>
  )
}

/** Goes on to where a person belongs who has been here before, or came with an invitation. */
function useStart(): 'opening' | 'new' | ShownProblem {
  const navigate = useNavigate()
  const [start, setStart] = useState<'opening' | 'new' | ShownProblem>('opening')
  useEffect(() => {
    let isShown = true
    const meet = async (): Promise<void> => {
      try {
        const { session, shell } = await startRuntime()
        if (!isShown) return
        const isNew = session.shown.state.kind === 'none'
        const isAsked =
          isNew && shell !== undefined && new URLSearchParams(location.search).has('as')
        if (!isNew) return await navigate({ to: paths.accounts, replace: true })
        if (givenInvitation() !== undefined)
          return await navigate({ to: paths.join, replace: true })
        if (isAsked) return await navigate({ to: paths.signIn, replace: true })
        setStart('new')
      } catch (error) {
        if (isShown) setStart(problemOf(error))
      }
    }
    void meet()
    return () => {
      isShown = false
    }
  }, [navigate])
  return start
}

/** Where the simulated phone is, when the server offers a demonstration. */
function useDemonstration(): string | undefined {
  const [phone, setPhone] = useState<string>()
  useEffect(() => {
    // A phone is no place to try a phone in.
    if (thisDevice === undefined) void fetchDemonstration().then(setPhone)
  }, [])
  return phone
}

function reload(): void {
  location.reload()
}
