import ChevronLeft from 'lucide-react/icons/chevron-left'
import type { ReactNode, Ref } from 'react'
import { Link } from 'react-aria-components/Link'
import { classes } from '../classes.ts'
import { Breakable } from '../words/breakable.tsx'

export interface PageHeaderProps {
  readonly title: string
  /** Where one came from. The label is said and, on a wide screen, shown. */
  readonly back?: { readonly href: string; readonly label: string } | undefined
  /** A line under the title. */
  readonly description?: ReactNode
  /** Before the title, such as an AppIcon. */
  readonly icon?: ReactNode
  /** Buttons at the end. */
  readonly actions?: ReactNode
  /** The heading, for moving the focus to it after a navigation: it takes focus by script. */
  readonly headingRef?: Ref<HTMLHeadingElement> | undefined
}

/** The top of a page: the way back, its title, and what can be done with all of it. */
export function PageHeader(props: PageHeaderProps) {
  const { title, back, description, icon, actions, headingRef } = props
  return (
    <header className={classes('flex flex-col gap-2 pb-4', back === undefined ? 'pt-4' : 'pt-2')}>
      {back === undefined ? null : (
        <Link
          href={back.href}
          className="target -ml-2 inline-flex items-center gap-1 self-start rounded-small pr-3 pl-1 text-body text-soft hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-5" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {icon}
        <div className={classes('min-w-0 flex-1', icon === undefined ? 'basis-28' : 'basis-36')}>
          <h1 ref={headingRef} tabIndex={-1} className="text-title font-semibold text-balance">
            <Breakable>{title}</Breakable>
          </h1>
          {description === undefined ? null : (
            <p className="mt-1 text-body text-soft">
              {typeof description === 'string' ? <Breakable>{description}</Breakable> : description}
            </p>
          )}
        </div>
        {actions === undefined ? null : <div className="flex items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
