import { encodeBase64url } from '@keyward/codec'
import { type ActivityEntry, hashActivity } from './entry.ts'
import { ACTIVITY_EVENTS, EVENTS, sentenceOf } from './events.ts'
import { isoTime, readableSubject } from './readable.ts'

/** What spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r\n]/

/** The members of all subjects, each once, in the order of the events. */
const SUBJECT_MEMBERS = [
  ...new Set(ACTIVITY_EVENTS.flatMap((event) => EVENTS[event].subject.names)),
]

const COLUMNS = [
  'sequence',
  'time',
  'event',
  'sentence',
  'memberId',
  'deviceId',
  ...SUBJECT_MEMBERS.map((name) => `subject.${name}`),
  'hash',
]

/** The first row of a CSV file (RFC 4180), with its line break. */
export const CSV_HEADER: string = row(COLUMNS)

/**
 * The entry as a row of CSV, with its line break; the columns are those of `CSV_HEADER`. A cell that
 * a spreadsheet could take for a formula begins with an apostrophe: an id may, so compare rows by
 * JSON Lines, not by this.
 *
 * @throws {LogError} as `parseActivity`
 */
export function toCsvRow(entry: ActivityEntry): string {
  const { sequence, time, event, memberId, deviceId } = entry
  const subject = new Map(readableSubject(entry))
  return row([
    sequence,
    isoTime(time),
    event,
    sentenceOf(event),
    memberId,
    deviceId,
    ...SUBJECT_MEMBERS.map((name) => subject.get(name)),
    encodeBase64url(hashActivity(entry)),
  ])
}

function row(values: readonly (string | number | boolean | null | undefined)[]): string {
  return `${values.map((value) => cell(String(value ?? ''))).join(',')}\r\n`
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
