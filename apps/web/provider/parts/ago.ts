const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const UNITS = [
  ['year', 365.25 * DAY],
  ['month', 30.44 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
] as const

/** How long ago a time was, in words: "2 hours ago". undefined for what is no time. Never throws. */
export function ago(at: number | undefined, now: number, locale: string): string | undefined {
  const passed = now - (at ?? Number.NaN)
  if (!Number.isFinite(passed)) return undefined
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  // A clock that was put back says nothing of the future.
  const [unit, length] = UNITS.find(([, each]) => passed >= each) ?? ['second', Infinity]
  return format.format(-Math.max(0, Math.trunc(passed / length)), unit)
}
