import type { ReactNode } from 'react'
import { Link } from 'react-aria-components/Link'
import { given } from '../given.ts'
import { ButtonContent } from './button-content.tsx'
import { type ButtonLook, buttonClasses } from './button-look.ts'

export interface LinkButtonProps extends ButtonLook {
  readonly children: ReactNode
  readonly href: string
  readonly icon?: ReactNode
  /** Opens in another tab, without a referrer. */
  readonly isExternal?: boolean | undefined
  readonly ariaLabel?: string | undefined
}

/** A link that looks like a button: it goes somewhere, and changes nothing. */
export function LinkButton({
  children,
  href,
  icon,
  isExternal,
  ariaLabel,
  ...look
}: LinkButtonProps) {
  return (
    <Link
      {...given({ 'aria-label': ariaLabel })}
      {...(isExternal === true ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      href={href}
      className={buttonClasses(look)}
    >
      <ButtonContent icon={icon} isPending={false}>
        {children}
      </ButtonContent>
    </Link>
  )
}
