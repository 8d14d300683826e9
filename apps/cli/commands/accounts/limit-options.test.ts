import { NO_LIMITS } from '@keyward/keyholder/commands'
import { describe, expect, test } from 'vitest'
import { readLimits } from './limit-options.ts'

const NOTHING = {
  'sign-ins': undefined,
  until: undefined,
  hours: undefined,
  verify: false,
  reason: false,
  approval: false,
}
const refusal = expect.objectContaining({ rule: 'cli.option' })

test('nothing typed is no limit', () => {
  expect(readLimits(NOTHING)).toEqual(NO_LIMITS)
})

test('everything typed is every limit', () => {
  const given = {
    'sign-ins': '100000',
    until: '2027-01-31T17:00+01:00',
    hours: 'mon-fri 09:00-17:30 Europe/Berlin',
    verify: true,
    reason: true,
    approval: true,
  }
  expect(readLimits(given)).toEqual({
    signIns: 100_000,
    expiresAt: Date.UTC(2027, 0, 31, 16),
    hours: { zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: 540, to: 1050 },
    userVerification: true,
    reason: true,
    approval: true,
  })
})

test.each(['0', '-1', '100001', '1.5', 'many', ''])('%j is no number of sign-ins', (text) => {
  expect(() => readLimits({ ...NOTHING, 'sign-ins': text })).toThrow(refusal)
})

describe('until', () => {
  const until = (text: string) => readLimits({ ...NOTHING, until: text }).expiresAt

  test('a day is until its end by this clock', () => {
    expect(until('2027-01-31')).toBe(new Date(2027, 1, 1).getTime())
    expect(until('2028-02-29')).toBe(new Date(2028, 2, 1).getTime())
  })

  test('a moment is itself', () => {
    expect(until('2027-01-31T17:00Z')).toBe(Date.UTC(2027, 0, 31, 17))
    expect(until('2027-01-31T17:00:30Z')).toBe(Date.UTC(2027, 0, 31, 17, 0, 30))
  })

  test.each(['', 'tomorrow', '2027-02-29', '2027-13-01', '2027-01-31T17:00', '31.1.2027', '1e3'])(
    '%j is no date',
    (text) => expect(() => until(text)).toThrow(refusal),
  )
})

describe('hours', () => {
  const hours = (text: string) => readLimits({ ...NOTHING, hours: text }).hours

  test('days are named, listed, spanned, or all', () => {
    const days = (text: string) => hours(`${text} 00:00-24:00 UTC`)?.days
    expect(days('daily')).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(days('sun')).toEqual([7])
    expect(days('sat,mon-wed,tue')).toEqual([1, 2, 3, 6])
    expect(days('MON-FRI')).toEqual([1, 2, 3, 4, 5])
  })

  test('the span is of one day', () => {
    expect(hours('daily 00:00-24:00 UTC')).toMatchObject({ from: 0, to: 1440 })
    expect(hours('daily 23:59-24:00 UTC')).toMatchObject({ from: 1439, to: 1440 })
  })

  test.each([
    '',
    'daily',
    'daily 09:00-17:00',
    '09:00-17:00 UTC',
    'daily 9:00-17:00 UTC',
    'daily 17:00-09:00 UTC',
    'daily 09:00-09:00 UTC',
    'daily 09:00-24:01 UTC',
    'daily 09:60-17:00 UTC',
    'fri-mon 09:00-17:00 UTC',
    'mon-tue-wed 09:00-17:00 UTC',
    'mo 09:00-17:00 UTC',
    'mon, 09:00-17:00 UTC',
    'daily 09:00-17:00 Europe/Atlantis',
    'daily 09:00-17:00 +01:00',
  ])('%j is no such span', (text) => expect(() => hours(text)).toThrow(refusal))
})
