import { isZone, type Limits } from '@keyward/keyholder/commands'
import { localTime } from '../../../../app/local-time.ts'
import { clock, MIDNIGHT } from './words.ts'

/** How long a grant is good for: never ends, some days, or until a date. */
export type EndChoice = 'never' | 'day' | 'week' | 'month' | 'date'

/** Limits as they stand in a form. */
export interface LimitsDraft {
  readonly signIns: string
  readonly end: EndChoice
  /** "2026-11-23T18:00" in this device's time. */
  readonly date: string
  readonly hasHours: boolean
  /** 1 is Monday. */
  readonly days: readonly number[]
  /** "09:00". */
  readonly from: string
  /** "00:00" is midnight, the end of the day. */
  readonly to: string
  readonly zone: string
  readonly userVerification: boolean
  readonly reason: boolean
  readonly approval: boolean
}

/** What of a draft can't be. */
export type WrongLimit = 'signIns' | 'date' | 'days' | 'times' | 'zone'

const DAY = 86_400_000
const LENGTHS: Readonly<Record<'day' | 'week' | 'month', number>> = { day: 1, week: 7, month: 30 }
const MOST_SIGN_INS = 100_000

/** The form for limits. Hours begin as office hours in `zone`, until they are turned on. */
export function draftOf(limits: Limits, zone: string): LimitsDraft {
  const { signIns, expiresAt, hours, userVerification, reason, approval } = limits
  return {
    signIns: signIns === null ? '' : String(signIns),
    end: expiresAt === null ? 'never' : 'date',
    date: expiresAt === null ? '' : localTime(expiresAt),
    hasHours: hours !== null,
    days: hours?.days ?? [1, 2, 3, 4, 5],
    from: clock(hours?.from ?? 9 * 60),
    to: clock((hours?.to ?? 17 * 60) % MIDNIGHT),
    zone: hours?.zone ?? zone,
    userVerification,
    reason,
    approval,
  }
}

/** What is wrong with a draft at a time; nothing when it can be saved. */
export function wrongIn(draft: LimitsDraft, now: number): ReadonlySet<WrongLimit> {
  const wrong = new Set<WrongLimit>()
  if (signInsOf(draft) === undefined) wrong.add('signIns')
  if (draft.end === 'date' && !(dateOf(draft) > now)) wrong.add('date')
  if (!draft.hasHours) return wrong
  if (draft.days.length === 0) wrong.add('days')
  if (!(minutesOf(draft.from) < endMinutes(draft.to))) wrong.add('times')
  if (!isZone(draft.zone)) wrong.add('zone')
  return wrong
}

/** The limits of a draft with which nothing is wrong; undefined for others. */
export function limitsOf(draft: LimitsDraft, now: number): Limits | undefined {
  const signIns = signInsOf(draft)
  if (signIns === undefined || wrongIn(draft, now).size > 0) return undefined
  const { zone, userVerification, reason, approval } = draft
  const hours = {
    zone,
    days: draft.days.toSorted((a, b) => a - b),
    from: minutesOf(draft.from),
    to: endMinutes(draft.to),
  }
  return {
    signIns,
    expiresAt: endOf(draft, now),
    hours: draft.hasHours ? hours : null,
    userVerification,
    reason,
    approval,
  }
}

/** How many limits a draft sets. */
export function countOf(draft: LimitsDraft): number {
  const { signIns, end, hasHours, userVerification, reason, approval } = draft
  const set = [signIns.trim() !== '', end !== 'never', hasHours, userVerification, reason, approval]
  return set.filter(Boolean).length
}

/** null is no limit; undefined is no number that can be one. */
function signInsOf({ signIns }: LimitsDraft): number | null | undefined {
  const typed = signIns.replaceAll(/[\s,.’']/gu, '')
  if (typed === '') return null
  const count = /^\d{1,6}$/u.test(typed) ? Number(typed) : 0
  return count >= 1 && count <= MOST_SIGN_INS ? count : undefined
}

function endOf(draft: LimitsDraft, now: number): number | null {
  if (draft.end === 'never') return null
  return draft.end === 'date' ? dateOf(draft) : now + LENGTHS[draft.end] * DAY
}

/** NaN for what is no time. */
function dateOf({ date }: LimitsDraft): number {
  return new Date(date).getTime()
}

/** NaN for what is no time. */
function minutesOf(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)/u.exec(time) ?? []
  return Number(hours) * 60 + Number(minutes)
}

function endMinutes(time: string): number {
  const minutes = minutesOf(time)
  return minutes === 0 ? MIDNIGHT : minutes
}
