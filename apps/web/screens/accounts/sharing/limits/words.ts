import type { Limits } from '@keyward/keyholder/commands'
import { formatTime } from '@keyward/ui'
import { messages } from '../../../../messages/messages.ts'
import { listed } from '../listed.ts'

/** What limits are said for. */
export interface LimitsPlace {
  /** UTC ms. */
  readonly now: number
  /** How many of the sign-ins were used; undefined for limits that are not in force yet. */
  readonly used?: number | undefined
  /** Of whoever reads; the device's own when left out. */
  readonly timeZone?: string
}

/** Each limit as a few words, the tightest first; nothing for no limits. */
export function limitsInWords(limits: Limits, place: LimitsPlace): string[] {
  const text = messages.sharing.says
  const words: string[] = []
  if (limits.signIns !== null) words.push(countInWords(limits.signIns, place.used))
  if (limits.expiresAt !== null) words.push(endInWords(limits.expiresAt, place))
  if (limits.hours !== null) words.push(hoursInWords(limits.hours))
  if (limits.approval) words.push(text.approval)
  if (limits.reason) words.push(text.reason)
  if (limits.userVerification) words.push(text.userVerification)
  return words
}

function countInWords(signIns: number, used: number | undefined): string {
  const text = messages.sharing.says
  if (used === undefined) return text.signIns(signIns)
  return text.signInsLeft(Math.max(0, signIns - used), signIns)
}

function endInWords(expiresAt: number, { now, timeZone }: LimitsPlace): string {
  const text = messages.sharing.says
  const { locale } = messages.app
  const when = formatTime(expiresAt, { now, locale, timeZone })?.absolute ?? ''
  return expiresAt <= now ? text.ended(when) : text.until(when)
}

function hoursInWords({ zone, days, from, to }: NonNullable<Limits['hours']>): string {
  const text = messages.sharing.says
  const times = from === 0 && to === MIDNIGHT ? text.wholeDay : text.times(clock(from), clock(to))
  return text.hours(daysInWords(days), times, zone.replaceAll('_', ' '))
}

/** The minute at which a day ends. */
export const MIDNIGHT = 1440

/** "09:05" for 545 minutes; "24:00" for the end of the day. */
export function clock(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0')
}

/** "Monday to Friday", "Monday and Thursday"; three days in a row make a range. */
export function daysInWords(days: readonly number[]): string {
  const { days: names, dayRange, says } = messages.sharing
  const chosen = [...new Set(days)].toSorted((a, b) => a - b)
  if (chosen.length === names.length) return says.everyDay
  const nameOf = (day: number | undefined): string => names[(day ?? 0) - 1]?.name ?? ''
  const words = runsOf(chosen).flatMap((run) =>
    run.length < 3 ? run.map(nameOf) : [dayRange(nameOf(run[0]), nameOf(run.at(-1)))],
  )
  return listed(words)
}

/** Numbers that follow each other, together. */
function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run?.at(-1) === number - 1) run.push(number)
    else runs.push([number])
  }
  return runs
}
