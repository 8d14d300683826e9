import type { ReactNode } from 'react'
import { Steps } from '@keyward/ui'
import { Page, type PageProps } from '../../app/parts/page.tsx'
import { messages } from '../../messages/messages.ts'

export interface FirstRunPageProps extends Omit<PageProps, 'above'> {
  /** Which of the steps this is, from 1, and of how many. */
  readonly step?: { readonly current: number; readonly count: number } | undefined
  readonly children: ReactNode
}

/** A screen of the first run, with the steps of its road. */
export function FirstRunPage({ step, ...page }: FirstRunPageProps) {
  const above =
    step === undefined ? undefined : (
      <Steps {...step} label={messages.firstRun.steps.of(step.current, step.count)} />
    )
  return <Page {...page} above={above} />
}
