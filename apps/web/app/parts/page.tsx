import { type ReactNode, useEffect, useRef } from 'react'
import { KeywardMark, PageHeader } from '@keyward/ui'
import type { HelpPage } from '../help-for.ts'
import { useTitle } from '../use-title.ts'
import { HelpLink } from './help-link.tsx'

export interface PageProps {
  readonly title: string
  readonly description?: ReactNode
  readonly back?: { readonly href: string; readonly label: string } | undefined
  /** Above the title, such as the steps of a road. */
  readonly above?: ReactNode
  /** The page of the help for who gets no further here. */
  readonly help?: HelpPage | undefined
  readonly children: ReactNode
}

/** A screen outside the frame: one column of at most 440 px, its heading focused when it opens. */
export function Page({ title, description, back, above, help, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    // A field that takes the focus itself keeps it.
    if (document.activeElement === document.body) heading.current?.focus()
  }, [])
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sheet flex-col px-4 pt-6 pb-[calc(2rem+env(safe-area-inset-bottom))] roomy:pt-16">
      <div className="flex items-center justify-between gap-4">
        <KeywardMark className="size-8" />
        {above}
      </div>
      <div className="pt-4">
        <PageHeader
          title={title}
          headingRef={heading}
          {...(back === undefined ? {} : { back })}
          {...(description === undefined ? {} : { description })}
        />
      </div>
      <div className="flex flex-1 flex-col gap-6">
        {children}
        {help === undefined ? null : (
          <p className="text-note">
            <HelpLink page={help} />
          </p>
        )}
      </div>
    </main>
  )
}
