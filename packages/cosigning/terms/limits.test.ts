import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Hours, type Limits, NO_LIMITS } from './limits.ts'
import { type LimitedUse, type LimitRule, refusedByLimits } from './refused-by-limits.ts'
import { isZone, localTime } from './zone.ts'

/** A Wednesday. */
const NOON = Date.UTC(2026, 6, 1, 12)
const MINUTE = 60_000
const USE: LimitedUse = {
  at: NOON,
  signInsUsed: 0,
  hasReason: false,
  isVerified: false,
  isApproved: false,
}
const by = (limits: Partial<Limits>, use: Partial<LimitedUse> = {}) =>
  refusedByLimits({ ...NO_LIMITS, ...limits }, { ...USE, ...use })

describe('each limit at its edge', () => {
  test('no limits refuse nothing', () => {
    expect(by({}, { signInsUsed: 1e9, at: 8.64e15 })).toBeUndefined()
  })

  test('the last sign-in is allowed, and the one after it is not', () => {
    expect(by({ signIns: 3 }, { signInsUsed: 2 })).toBeUndefined()
    expect(by({ signIns: 3 }, { signInsUsed: 3 })).toBe('limit.sign-ins')
    expect(by({ signIns: 3 }, { signInsUsed: 4 })).toBe('limit.sign-ins')
    expect(by({ signIns: 1 })).toBeUndefined()
  })

  test('it is refused from the millisecond of expiry on', () => {
    expect(by({ expiresAt: NOON + 1 })).toBeUndefined()
    expect(by({ expiresAt: NOON })).toBe('limit.expired')
    expect(by({ expiresAt: NOON - 1 })).toBe('limit.expired')
  })

  test.each([
    ['userVerification', 'isVerified', 'limit.user-verification'],
    ['reason', 'hasReason', 'limit.reason'],
    ['approval', 'isApproved', 'limit.approval'],
  ] as const)('%s asks for what the sign-in has as %s', (limit, fact, expected) => {
    expect(by({ [limit]: true })).toBe(expected)
    expect(by({ [limit]: true }, { [fact]: true })).toBeUndefined()
  })
})

describe('hours', () => {
  const hours = (zone: string, span: Partial<Hours> = {}): Partial<Limits> => ({
    hours: { zone, days: [1, 2, 3, 4, 5, 6, 7], from: 0, to: 1440, ...span },
  })
  const isAllowed = (limits: Partial<Limits>, at: number) => by(limits, { at }) === undefined

  test('begin with their first minute and end before the last', () => {
    const limits = hours('Asia/Kolkata', { from: 9 * 60, to: 17 * 60 })
    // India has 5 hours and 30 minutes.
    const nine = Date.UTC(2026, 6, 1, 3, 30)
    const five = Date.UTC(2026, 6, 1, 11, 30)
    expect([nine - 1, nine, five - 1, five].map((at) => isAllowed(limits, at))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  test("days are those of the zone, not of UTC and not of the server's", () => {
    const wednesday = Date.UTC(2026, 6, 1)
    for (const [zone, offset] of [
      ['Pacific/Kiritimati', 14 * 60],
      ['Pacific/Pago_Pago', -11 * 60],
      ['UTC', 0],
    ] as const) {
      const limits = hours(zone, { days: [3] })
      const first = wednesday - offset * MINUTE
      const end = first + 1440 * MINUTE
      expect([first - 1, first, end - 1, end].map((at) => isAllowed(limits, at))).toEqual([
        false,
        true,
        true,
        false,
      ])
    }
  })

  test('each day is its own, Monday 1 to Sunday 7', () => {
    const monday = Date.UTC(2026, 5, 29, 12)
    for (let day = 1; day <= 7; day += 1)
      for (let other = 1; other <= 7; other += 1) {
        const at = monday + (other - 1) * 1440 * MINUTE
        expect(isAllowed(hours('UTC', { days: [day] }), at)).toBe(day === other)
      }
  })

  test('a zone that is not known allows nothing', () => {
    for (const zone of ['Mars/Olympus_Mons', '+01:00', '', 'Europe/Berlin\n'])
      expect(by(hours(zone))).toBe('limit.hours')
  })

  test('at a time that is none, nothing is allowed', () => {
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, 8.65e15])
      expect(by(hours('UTC'), { at })).toBe('limit.hours')
  })

  /** Where clocks change: at this moment, from so many minutes before UTC to so many. */
  const CHANGES = [
    ['Europe/Berlin', Date.UTC(2026, 2, 29, 1), 60, 120],
    ['Europe/Berlin', Date.UTC(2026, 9, 25, 1), 120, 60],
    ['America/New_York', Date.UTC(2026, 2, 8, 7), -300, -240],
    ['America/New_York', Date.UTC(2026, 10, 1, 6), -240, -300],
    ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15), 660, 630],
    ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30), 630, 660],
    // Clocks that change at midnight, and a day that never was.
    ['America/Santiago', Date.UTC(2026, 8, 6, 4), -240, -180],
    ['Pacific/Apia', Date.UTC(2011, 11, 30, 10), -600, 840],
  ] as const

  test.each(CHANGES)(
    '%s around %d: the clock shows %d and then %d minutes',
    (zone, at, before, after) => {
      for (let minute = -26 * 60; minute <= 26 * 60; minute += 1) {
        const now = at + minute * MINUTE
        const clock = new Date(now + (minute < 0 ? before : after) * MINUTE)
        expect(localTime(zone, now)).toEqual({
          day: clock.getUTCDay() || 7,
          minute: clock.getUTCHours() * 60 + clock.getUTCMinutes(),
        })
      }
      expect(localTime(zone, at - 1)).toEqual(localTime(zone, at - MINUTE))
    },
  )

  test('the hour that is left out in spring can not be used', () => {
    const limits = hours('Europe/Berlin', { from: 120, to: 180, days: [7] })
    const change = Date.UTC(2026, 2, 29, 1)
    for (let minute = -180; minute < 180; minute += 1)
      expect(isAllowed(limits, change + minute * MINUTE)).toBe(false)
    // A week later it is there again.
    expect(isAllowed(limits, Date.UTC(2026, 3, 5, 0))).toBe(true)
  })

  test('the hour that comes twice in autumn is allowed both times, and no longer', () => {
    const limits = hours('Europe/Berlin', { from: 120, to: 180 })
    const change = Date.UTC(2026, 9, 25, 1)
    const allowed = (minute: number) => isAllowed(limits, change + minute * MINUTE)
    expect([-61, -60, -1, 0, 59, 60].map(allowed)).toEqual([false, true, true, true, true, false])
  })

  test('half an hour comes twice on Lord Howe Island', () => {
    const limits = hours('Australia/Lord_Howe', { from: 90, to: 120 })
    const change = Date.UTC(2026, 3, 4, 15)
    const allowed = (minute: number) => isAllowed(limits, change + minute * MINUTE)
    expect([-31, -30, -1, 0, 29, 30].map(allowed)).toEqual([false, true, true, true, true, false])
  })

  test('clocks of many zones are right, however many there are', () => {
    const zones = Intl.supportedValuesOf('timeZone')
    expect(zones.length).toBeGreaterThan(64)
    for (const zone of [...zones, 'Asia/Kolkata']) expect(isZone(zone)).toBe(true)
    expect(localTime('Asia/Kolkata', NOON)).toEqual({ day: 3, minute: 17 * 60 + 30 })
  })

  test('zones are known by name', () => {
    for (const zone of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'])
      expect(isZone(zone)).toBe(true)
    for (const zone of ['', 'Berlin', 'Europe/Atlantis', '+01:00', '+01', 'Europe/Berlin '])
      expect(isZone(zone)).toBe(false)
  })
})

describe('limits together', () => {
  const ORDER: readonly LimitRule[] = [
    'limit.sign-ins',
    'limit.expired',
    'limit.hours',
    'limit.user-verification',
    'limit.reason',
    'limit.approval',
  ]
  /** Each refuses `USE` by itself. */
  const EACH: readonly Partial<Limits>[] = [
    { signIns: 1 },
    { expiresAt: NOON },
    { hours: { zone: 'UTC', days: [3], from: 0, to: 720 } },
    { userVerification: true },
    { reason: true },
    { approval: true },
  ]

  test('property: the first of those that refuse is named, whichever are set', () => {
    const use = { signInsUsed: 1 }
    fc.assert(
      fc.property(fc.subarray([0, 1, 2, 3, 4, 5]), (set) => {
        const limits = Object.assign({}, ...set.map((at) => EACH[at])) as Partial<Limits>
        const first = set[0]
        expect(by(limits, use)).toBe(first === undefined ? undefined : ORDER[first])
      }),
      { numRuns: 200 },
    )
  })

  test('all of them allow the one use that keeps to all', () => {
    const limits = Object.assign({}, ...EACH) as Partial<Limits>
    const use = { at: NOON - 1, isVerified: true, hasReason: true, isApproved: true }
    expect(by(limits, use)).toBeUndefined()
    expect(by(limits, { ...use, signInsUsed: 1 })).toBe('limit.sign-ins')
    expect(by(limits, { ...use, at: NOON })).toBe('limit.expired')
    expect(by(limits, { ...use, isApproved: false })).toBe('limit.approval')
  })
})
