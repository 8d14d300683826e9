import type { ReactNode } from 'react'
import { Link } from 'react-aria-components/Link'

export interface TextLinkProps {
  readonly children: ReactNode
  readonly href: string
  /** Opens in another tab, without a referrer. */
  readonly isExternal?: boolean | undefined
}

/** A link inside a text. */
export function TextLink({ children, href, isExternal }: TextLinkProps) {
  return (
    <Link
      {...(isExternal === true ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      href={href}
      className="rounded-small font-medium text-ink underline decoration-edge underline-offset-4 hover:decoration-ink"
    >
      {children}
    </Link>
  )
}
