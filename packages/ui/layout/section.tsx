import { type ReactNode, useId } from 'react'

export interface SectionProps {
  readonly title: string
  /** One line below the title. */
  readonly description?: string | undefined
  /** At the end of the title's line: one small action. */
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A part of a screen with a title of its own. */
export function Section({ title, description, action, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <div className="flex min-h-11 items-center justify-between gap-4">
        <div>
          <h2 id={id} className="text-body font-semibold">
            {title}
          </h2>
          {description === undefined ? null : <p className="text-note text-soft">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
