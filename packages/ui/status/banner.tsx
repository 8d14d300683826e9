import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import Info from 'lucide-react/icons/info'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'
import { classes } from '../classes.ts'

export type BannerTone = 'info' | 'ok' | 'warn' | 'error'

export interface BannerProps {
  readonly tone: BannerTone
  /** What happened, in one line. */
  readonly title: string
  /** What it means and what to do next. */
  readonly children?: ReactNode
  /** A Button or a link. */
  readonly action?: ReactNode
  /** Said at once when it appears. Errors are, the rest only politely. */
  readonly isAnnounced?: boolean | undefined
}

const LOOK = {
  info: { ground: 'bg-well', icon: 'text-soft', Icon: Info },
  ok: { ground: 'bg-ok-well', icon: 'text-ok', Icon: CircleCheck },
  warn: { ground: 'bg-warn-well', icon: 'text-warn', Icon: TriangleAlert },
  error: { ground: 'bg-error-well', icon: 'text-error', Icon: CircleAlert },
} as const

/** A notice in the flow of a screen: icon, words, and one thing to do. */
export function Banner({ tone, title, children, action, isAnnounced = true }: BannerProps) {
  const { ground, icon, Icon } = LOOK[tone]
  const role = tone === 'error' ? 'alert' : 'status'
  return (
    <div
      role={isAnnounced ? role : undefined}
      className={classes('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-medium p-4', ground)}
    >
      <Icon aria-hidden className={classes('mt-px size-5 shrink-0', icon)} />
      <div className="min-w-0 flex-1 basis-32 text-body text-ink">
        <p className="font-medium">{title}</p>
        {children === undefined ? null : <div className="mt-0.5 text-note">{children}</div>}
      </div>
      {action === undefined ? null : (
        <div className="max-roomy:basis-full max-roomy:pl-8 roomy:-my-2">{action}</div>
      )}
    </div>
  )
}
