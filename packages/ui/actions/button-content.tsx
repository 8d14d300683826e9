import type { ReactNode } from 'react'
import { classes } from '../classes.ts'
import { Spinner } from '../status/spinner.tsx'

export interface ButtonContentProps {
  readonly icon?: ReactNode
  readonly children: ReactNode
  readonly isPending: boolean
  /** What is said while it is pending. */
  readonly pendingLabel?: string | undefined
}

/** Icon and words of a button. While pending they keep their place, so the button keeps its width. */
export function ButtonContent({ icon, children, isPending, pendingLabel }: ButtonContentProps) {
  return (
    <>
      <span
        className={classes('inline-flex items-center gap-2', isPending && 'opacity-0')}
        aria-hidden={isPending && pendingLabel !== undefined}
      >
        {icon === undefined || icon === null ? null : (
          <span aria-hidden className="flex shrink-0 [&>svg]:size-[1.125rem]">
            {icon}
          </span>
        )}
        <span>{children}</span>
      </span>
      {isPending ? (
        <span className="absolute inset-0 flex items-center justify-center">
          <Spinner label={pendingLabel} />
        </span>
      ) : null}
    </>
  )
}
