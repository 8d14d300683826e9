import type { ReactNode } from 'react'

export interface EmptyStateProps {
  readonly icon?: ReactNode
  /** One sentence. */
  readonly title: string
  /** It is all that the page shows, and names it. */
  readonly isPage?: boolean
  readonly children?: ReactNode
  /** One Button or LinkButton. */
  readonly action?: ReactNode
}

/** What a list shows when nothing is in it. */
export function EmptyState({ icon, title, isPage = false, children, action }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className="mx-auto flex max-w-sheet flex-col items-center gap-4 px-4 py-12 text-center">
      {icon === undefined ? null : (
        <span aria-hidden className="flex text-soft [&>svg]:size-8">
          {icon}
        </span>
      )}
      <div>
        <Title className="text-lead font-medium text-balance">{title}</Title>
        {children === undefined ? null : <p className="mt-1 text-body text-soft">{children}</p>}
      </div>
      {action}
    </div>
  )
}
