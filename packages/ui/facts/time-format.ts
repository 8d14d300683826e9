/** Where and when a time is read. */
export interface TimePlace {
  /** A BCP 47 tag. The environment's own when left out or not known. */
  readonly locale?: string | undefined
  /** An IANA name. The environment's own when left out or not known. */
  readonly timeZone?: string | undefined
  /** UTC ms. */
  readonly now: number
}

/** A time in words. */
export interface TimeWords {
  /** "22 Nov 2026, 14:05". */
  readonly absolute: string
  /**
   * "2 hours ago", "yesterday". It is for what has happened, so a time ahead of the clock reads "now":
   * a clock was put back, or another device's is ahead. What is to come is told by `absolute`.
   */
  readonly relative: string
  /** For machines, in UTC. */
  readonly iso: string
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Each unit with its length in ms and how far away it is used for. */
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number, number])[] = [
  ['minute', MINUTE, HOUR],
  ['hour', HOUR, DAY],
  ['day', DAY, 30 * DAY],
  ['month', 30.44 * DAY, 365 * DAY],
  ['year', 365.25 * DAY, Number.POSITIVE_INFINITY],
]

/** The furthest that a Date reaches. */
const LAST = 8.64e15

/**
 * Writes a time, UTC ms, as people of a place read it. What is missing or is no time gives null;
 * an unknown locale or time zone gives the environment's own. Never throws.
 */
export function formatTime(at: number | null | undefined, place: TimePlace): TimeWords | null {
  if (typeof at !== 'number' || !Number.isFinite(at) || Math.abs(at) > LAST) return null
  const date = new Date(at)
  return {
    absolute: absolute(date, place),
    relative: relative(place.now - at, place),
    iso: date.toISOString(),
  }
}

function absolute(date: Date, { locale, timeZone }: TimePlace): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const
  const zoned = timeZone === undefined ? style : { ...style, timeZone }
  return (
    attempt(() => new Intl.DateTimeFormat(locale, zoned)) ??
    attempt(() => new Intl.DateTimeFormat(undefined, zoned)) ??
    attempt(() => new Intl.DateTimeFormat(locale, style)) ??
    new Intl.DateTimeFormat(undefined, style)
  ).format(date)
}

/** Whole units, rounded towards now: what was 119 minutes ago was one hour ago. */
function relative(passed: number, { locale }: TimePlace): string {
  const style = { numeric: 'auto' } as const
  const format =
    attempt(() => new Intl.RelativeTimeFormat(locale, style)) ??
    new Intl.RelativeTimeFormat(undefined, style)
  // A clock that has no time gives no distance.
  if (!Number.isFinite(passed) || passed < MINUTE) return format.format(0, 'second')
  const [unit, size] =
    UNITS.find(([, , until]) => passed < until) ?? (['year', 365.25 * DAY] as const)
  const whole = Math.max(1, Math.trunc(passed / size))
  return format.format(-whole, unit)
}

/** Null when Intl does not know what it is asked for. */
function attempt<T>(make: () => T): T | null {
  try {
    return make()
  } catch {
    return null
  }
}
