import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTime } from './time-format.ts'

const NOW = Date.UTC(2026, 10, 22, 14, 5)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const LOCALES = ['en-GB', 'de', 'ar-EG', 'ja', 'hi-IN-u-nu-deva']
const ZONES = ['UTC', 'America/St_Johns', 'Asia/Kathmandu']

describe('a time in words', () => {
  test.each([
    ['UTC', '14:05'],
    ['America/St_Johns', '10:35'],
    ['Asia/Kathmandu', '19:50'],
  ])('is that of %s', (timeZone, clock) => {
    const words = formatTime(NOW, { now: NOW, locale: 'en-GB', timeZone })
    expect(words?.absolute).toBe(`22 Nov 2026, ${clock}`)
    expect(words?.iso).toBe('2026-11-22T14:05:00.000Z')
  })

  test.each([
    [0, 'now'],
    [-59_999, 'now'],
    [-MINUTE, '1 minute ago'],
    [-(HOUR - 1), '59 minutes ago'],
    [-119 * MINUTE, '1 hour ago'],
    [-2 * HOUR, '2 hours ago'],
    [-DAY, 'yesterday'],
    [-29 * DAY, '29 days ago'],
    [-30 * DAY, 'last month'],
    [-400 * DAY, 'last year'],
    [-1000 * DAY, '2 years ago'],
    [MINUTE, 'now'],
    [3 * DAY, 'now'],
  ])('at a distance of %d ms reads %j', (distance, relative) => {
    expect(formatTime(NOW + distance, { now: NOW, locale: 'en' })?.relative).toBe(relative)
  })

  test.each(LOCALES)('is written in %s in each zone', (locale) => {
    for (const timeZone of ZONES) {
      const words = formatTime(NOW - 2 * HOUR, { now: NOW, locale, timeZone })
      const own = new Intl.DateTimeFormat(locale, {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone,
      })
      expect(words?.absolute).toBe(own.format(NOW - 2 * HOUR))
      expect(words?.relative).toBe(
        new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-2, 'hour'),
      )
    }
  })

  test.each([[null], [undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [8.64e15 + 1]])(
    'is null for %s, which is no time',
    (at) => {
      expect(formatTime(at, { now: NOW })).toBeNull()
    },
  )

  test('falls back to the environment for a locale or zone that nobody knows', () => {
    const usual = formatTime(NOW, { now: NOW })
    expect(formatTime(NOW, { now: NOW, locale: 'not a locale', timeZone: 'Mars/Base' })).toEqual(
      usual,
    )
    expect(formatTime(NOW, { now: NOW, locale: '', timeZone: '' })).toEqual(usual)
  })

  test('reads "now" beside a clock that has no time', () => {
    for (const now of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(formatTime(NOW, { now, locale: 'en' })?.relative).toBe('now')
  })

  test('never throws, whatever number, locale and zone it gets', () => {
    const place = fc.record({
      now: fc.double(),
      locale: fc.oneof(fc.constantFrom(...LOCALES), fc.string()),
      timeZone: fc.oneof(fc.constantFrom(...ZONES), fc.string()),
    })
    fc.assert(
      fc.property(fc.double(), place, (at, where) => {
        const words = formatTime(at, where)
        expect(words === null || words.absolute.length > 0).toBe(true)
      }),
    )
  })
})
