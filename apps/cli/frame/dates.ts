/** How a person reads dates. */
export interface DateStyle {
  /** BCP 47. */
  readonly locale: string
  /** IANA, such as Asia/Kathmandu; the machine's own when it is absent. */
  readonly timeZone?: string
}

/** A moment as a person reads it, with the offset of its time zone left to the person. */
export function showDate(milliseconds: number, { locale, timeZone }: DateStyle): string {
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) return '-'
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(date)
}

/** A moment for programs: ISO 8601, UTC; null where it is not known or no date. */
export function isoDate(milliseconds: number | null | undefined): string | null {
  if (typeof milliseconds !== 'number') return null
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** The locale that the environment asks for dates in (POSIX names, as LC_TIME has them). */
export function localeOf(env: Readonly<Record<string, string | undefined>>): string {
  const named = env['LC_ALL'] || env['LC_TIME'] || env['LANG'] || ''
  const tag = named.replace(/[.@].*$/, '').replaceAll('_', '-')
  if (tag === '' || tag === 'C' || tag === 'POSIX') return 'en-GB'
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag)[0] ?? 'en-GB'
  } catch {
    // A name that is no language tag.
    return 'en-GB'
  }
}
