import { isZone, type Limits } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { readCount } from '../read-count.ts'

const MOST_SIGN_INS = 100_000

/** What an Owner may ask of the sign-ins of others, on every command that gives an account. */
export const LIMIT_OPTIONS = {
  'sign-ins': { kind: 'text', value: 'N', help: 'at most so many sign-ins, 1 to 100000' },
  until: {
    kind: 'text',
    value: 'DATE',
    help: 'until the end of this day, as 2027-01-31, or the moment 2027-01-31T17:00Z',
  },
  hours: {
    kind: 'text',
    value: 'HOURS',
    help: 'only then, as "mon-fri 09:00-17:30 Europe/Berlin"',
  },
  verify: { kind: 'switch', help: 'the person is verified for each sign-in' },
  reason: { kind: 'switch', help: 'a reason is given for each sign-in' },
  approval: { kind: 'switch', help: 'an Owner approves each sign-in' },
} as const

/** What was typed of them. */
export type GivenLimits = {
  readonly [
    Name in keyof typeof LIMIT_OPTIONS
  ]: (typeof LIMIT_OPTIONS)[Name]['kind'] extends 'switch' ? boolean : string | undefined
}

/** The limits that were typed; none of them limits nothing. @throws {CliError} `cli.option` */
export function readLimits(given: GivenLimits): Limits {
  return {
    signIns: readSignIns(given['sign-ins']),
    expiresAt: given.until === undefined ? null : readMoment(given.until),
    hours: given.hours === undefined ? null : readHours(given.hours),
    userVerification: given.verify,
    reason: given.reason,
    approval: given.approval,
  }
}

function readSignIns(text: string | undefined): number | null {
  if (text === undefined) return null
  const count = readCount('--sign-ins', text, 1)
  if (count <= MOST_SIGN_INS) return count
  throw new CliError('cli.option', `--sign-ins is at most ${MOST_SIGN_INS}.`)
}

/** A day ends by the clock of this machine. */
function readMoment(text: string): number {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (day !== null) {
    const [year, month, date] = day.slice(1).map(Number) as [number, number, number]
    const first = new Date(year, month - 1, date)
    // The 31st of April is none, and not the 1st of May.
    if (first.getMonth() === month - 1 && first.getDate() === date)
      return new Date(year, month - 1, date + 1).getTime()
  }
  const isWhole = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/.test(text)
  const moment = isWhole ? Date.parse(text) : Number.NaN
  if (moment >= 0) return moment
  throw new CliError('cli.option', '--until is a day, as 2027-01-31, or 2027-01-31T17:00Z.')
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

function readHours(text: string): NonNullable<Limits['hours']> {
  const [, days = '', from = '', to = '', zone = ''] =
    /^(\S+) (\d{2}:\d{2})-(\d{2}:\d{2}) (\S+)$/.exec(text.trim()) ?? []
  const read = { zone, days: readDays(days), from: readMinute(from), to: readMinute(to) }
  if (read.days.length === 0 || !(read.from < read.to))
    throw new CliError(
      'cli.option',
      '--hours is days, a span of one day and a time zone: "mon-fri 09:00-17:30 Europe/Berlin".',
    )
  if (!isZone(zone)) throw new CliError('cli.option', `--hours: ${zone} is no time zone.`)
  return read
}

/** Empty when a part is no day. */
function readDays(text: string): number[] {
  if (text === 'daily') return [1, 2, 3, 4, 5, 6, 7]
  const parts = text.toLowerCase().split(',').map(readRange)
  return parts.some((part) => part.length === 0) ? [] : [...new Set(parts.flat())].toSorted()
}

/** One day, or from one to another of the same week. */
function readRange(text: string): number[] {
  const [first = '', last = first, ...more] = text.split('-')
  const from = DAYS.indexOf(first) + 1
  const to = DAYS.indexOf(last) + 1
  if (from === 0 || to < from || more.length > 0) return []
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** Of the day; 24:00 is its end. */
function readMinute(text: string): number {
  const [hour = Number.NaN, minute = Number.NaN] = text.split(':').map(Number)
  const minutes = hour * 60 + minute
  return minute < 60 && minutes <= 24 * 60 ? minutes : Number.NaN
}
