const FORM = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+){0,3}$/
const MAX_LENGTH = 64

/** Whether the text is written like a zone's name. Needs no list of zones. */
export function hasZoneForm(text: string): boolean {
  return text.length <= MAX_LENGTH && FORM.test(text)
}

/**
 * Whether this engine knows a time zone of this name. Never throws. The name alone counts: `+01:00`
 * is an offset, which has no summer time, and is no zone here.
 */
export function isZone(zone: string): boolean {
  return hasZoneForm(zone) && clockOf(zone) !== undefined
}

/** What clocks show: the day from 1 Monday to 7 Sunday, and the minutes since its midnight. */
export interface LocalTime {
  readonly day: number
  readonly minute: number
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** What the clocks of a zone show. Undefined for a zone that the engine lacks, or no such time. */
export function localTime(zone: string, at: number): LocalTime | undefined {
  const clock = hasZoneForm(zone) ? clockOf(zone) : undefined
  if (clock === undefined || Number.isNaN(new Date(at).getTime())) return undefined
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]))
  const day = DAYS.indexOf(parts.get('weekday') ?? '') + 1
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'))
  return day === 0 || Number.isNaN(minute) ? undefined : { day, minute }
}

/** Making a clock takes a thousand times as long as reading it. The oldest goes when there are many. */
const clocks = new Map<string, Intl.DateTimeFormat>()
const MOST_CLOCKS = 64

function clockOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const clock = makeClock(zone)
  if (clock === undefined) return undefined
  const [oldest] = clocks.keys()
  if (clocks.size >= MOST_CLOCKS && oldest !== undefined) clocks.delete(oldest)
  clocks.set(zone, clock)
  return clock
}

function makeClock(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
