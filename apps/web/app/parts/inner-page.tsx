import { type ReactNode, type Ref, useEffect, useRef } from 'react'
import { Column, PageHeader } from '@keyward/ui'
import { useTitle } from '../use-title.ts'

export interface InnerPageProps {
  readonly title: string
  readonly description?: ReactNode
  readonly back?: { readonly href: string; readonly label: string } | undefined
  /** Buttons beside the title. */
  readonly actions?: ReactNode
  /** A search or filters: see Column. */
  readonly dock?: ReactNode
  /** What scrolls, for a virtual list. */
  readonly scrollRef?: Ref<HTMLDivElement> | undefined
  readonly children: ReactNode
}

/** A screen inside the frame: one column, its heading focused when it opens. */
export function InnerPage(props: InnerPageProps) {
  const { title, description, back, actions, dock, scrollRef, children } = props
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    // A field that takes the focus itself keeps it, and so does the row of a list beside the page.
    if (document.activeElement === document.body) heading.current?.focus()
  }, [])
  const header = (
    <PageHeader
      title={title}
      headingRef={heading}
      {...(back === undefined ? {} : { back })}
      {...(description === undefined || dock !== undefined ? {} : { description })}
      {...(actions === undefined ? {} : { actions })}
    />
  )
  // A dock stands below the header on a wide screen, which stays with it, and so is kept short.
  return (
    <Column scrollRef={scrollRef} {...(dock === undefined ? {} : { header, dock })}>
      {dock === undefined ? header : null}
      <div className="flex flex-col gap-6 pb-10">
        {dock === undefined || description === undefined ? null : (
          <p className="text-body text-soft">{description}</p>
        )}
        {children}
      </div>
    </Column>
  )
}
