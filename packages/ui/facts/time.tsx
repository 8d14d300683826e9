import { formatTime } from './time-format.ts'

export interface TimeProps {
  /** UTC ms. What is missing or no time shows the fallback. */
  readonly at: number | null | undefined
  /** UTC ms, from the app's clock. It decides what "2 hours ago" means. */
  readonly now: number
  /** Shown when there is no time: "Never". */
  readonly fallback: string
  /** Which of the two is shown; the other is the tip. `relative` when left out. `both` shows both. */
  readonly shows?: 'relative' | 'absolute' | 'both' | undefined
  readonly locale?: string | undefined
  readonly timeZone?: string | undefined
}

/** A time, in the reader's language and time zone. */
export function Time({ at, now, fallback, shows = 'relative', locale, timeZone }: TimeProps) {
  const words = formatTime(at, { now, locale, timeZone })
  if (words === null) return <span>{fallback}</span>
  const { absolute, relative, iso } = words
  return (
    <time
      dateTime={iso}
      title={shows === 'absolute' ? relative : absolute}
      className="tabular-nums"
    >
      {shows === 'relative' ? relative : absolute}
      {shows === 'both' ? <span className="text-soft"> · {relative}</span> : null}
    </time>
  )
}
