import type { ReactNode } from 'react'
import { classes } from '../classes.ts'

export type BadgeTone = 'neutral' | 'brass' | 'ok' | 'warn' | 'error'

export interface BadgeProps {
  readonly children: ReactNode
  /** `brass` is for what is a key. `neutral` when left out. */
  readonly tone?: BadgeTone | undefined
  /** State never speaks by colour alone: give it an icon where the word does not say it. */
  readonly icon?: ReactNode
}

const TONES: Record<BadgeTone, string> = {
  neutral: 'bg-well text-soft',
  brass: 'bg-brass-well text-brass-ink',
  ok: 'bg-ok-well text-ok',
  warn: 'bg-warn-well text-warn',
  error: 'bg-error-well text-error',
}

/** A word or a count beside a title. */
export function Badge({ children, tone = 'neutral', icon }: BadgeProps) {
  return (
    <span
      className={classes(
        'inline-flex max-w-full items-center gap-1 rounded-small px-2 py-0.5 text-note font-medium tabular-nums',
        TONES[tone],
      )}
    >
      {icon === undefined ? null : (
        <span aria-hidden className="flex shrink-0 [&>svg]:size-3.5">
          {icon}
        </span>
      )}
      {children}
    </span>
  )
}
