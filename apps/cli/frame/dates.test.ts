import { describe, expect, test } from 'vitest'
import { isoDate, localeOf, showDate } from './dates.ts'

/** 2026-11-22 21:05 UTC: another day in Kathmandu, and not on a whole hour in either. */
const MOMENT = Date.UTC(2026, 10, 22, 21, 5)

/** What stands between words is a narrow space in some languages. */
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

describe('a date as people see it', () => {
  test.each([
    ['en-GB', 'UTC', '22 Nov 2026, 21:05'],
    ['en-GB', 'America/St_Johns', '22 Nov 2026, 17:35'],
    ['en-GB', 'Asia/Kathmandu', '23 Nov 2026, 02:50'],
    ['en-US', 'UTC', 'Nov 22, 2026, 9:05 PM'],
    ['en-US', 'America/St_Johns', 'Nov 22, 2026, 5:35 PM'],
    ['en-US', 'Asia/Kathmandu', 'Nov 23, 2026, 2:50 AM'],
    ['de-DE', 'UTC', '22.11.2026, 21:05'],
    ['de-DE', 'America/St_Johns', '22.11.2026, 17:35'],
    ['de-DE', 'Asia/Kathmandu', '23.11.2026, 02:50'],
    ['ja-JP', 'UTC', '2026/11/22 21:05'],
    ['ja-JP', 'America/St_Johns', '2026/11/22 17:35'],
    ['ja-JP', 'Asia/Kathmandu', '2026/11/23 2:50'],
    ['fr-CA', 'UTC', '22 nov. 2026, 21 h 05'],
    ['fr-CA', 'America/St_Johns', '22 nov. 2026, 17 h 35'],
    ['fr-CA', 'Asia/Kathmandu', '23 nov. 2026, 02 h 50'],
  ])('in %s at %s', (locale, timeZone, shown) => {
    expect(plain(showDate(MOMENT, { locale, timeZone }))).toBe(shown)
  })

  test('is a dash for what no date can be', () => {
    expect(showDate(8_640_000_000_000_001, { locale: 'en-GB' })).toBe('-')
  })
})

describe('a date for programs', () => {
  test('is ISO 8601 in UTC, and null where none is known', () => {
    expect(isoDate(MOMENT)).toBe('2026-11-22T21:05:00.000Z')
    expect(isoDate(0)).toBe('1970-01-01T00:00:00.000Z')
    expect(isoDate(undefined)).toBeNull()
    expect(isoDate(Number.NaN)).toBeNull()
  })
})

describe('the locale', () => {
  test.each([
    [{ LANG: 'de_DE.UTF-8' }, 'de-DE'],
    [{ LC_ALL: 'ja_JP.UTF-8', LANG: 'de_DE.UTF-8' }, 'ja-JP'],
    [{ LC_TIME: 'fr_CA', LANG: 'de_DE' }, 'fr-CA'],
    [{ LANG: 'ca_ES@valencia' }, 'ca-ES'],
    [{ LANG: 'C.UTF-8' }, 'en-GB'],
    [{ LANG: 'POSIX' }, 'en-GB'],
    [{ LANG: 'no such locale' }, 'en-GB'],
    [{}, 'en-GB'],
  ])('of %j is %s', (env, locale) => {
    expect(localeOf(env)).toBe(locale)
  })
})
