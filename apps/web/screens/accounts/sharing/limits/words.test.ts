import type { Limits } from '@keyward/keyholder/commands'
import { describe, expect, test } from 'vitest'
import { daysInWords, limitsInWords } from './words.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const NONE: Limits = {
  signIns: null,
  expiresAt: null,
  hours: null,
  userVerification: false,
  reason: false,
  approval: false,
}
const say = (limits: Partial<Limits>, used?: number) =>
  limitsInWords({ ...NONE, ...limits }, { now: NOW, used, timeZone: 'UTC' })

describe('limits in plain words', () => {
  test('no limits are said by nothing', () => {
    expect(say({})).toEqual([])
  })

  test('the number of sign-ins says how many are left once they count, and never fewer than none', () => {
    expect(say({ signIns: 10 })).toEqual(['At most 10 sign-ins'])
    expect(say({ signIns: 10 }, 7)).toEqual(['3 of 10 sign-ins left'])
    expect(say({ signIns: 1 }, 3)).toEqual(['0 of 1 sign-in left'])
  })

  test('an end that has come is said as one', () => {
    expect(say({ expiresAt: NOW + 1 })[0]).toMatch(/^Until Nov 23, 2026/)
    expect(say({ expiresAt: NOW })[0]).toMatch(/^Ended Nov 23, 2026/)
  })

  test('hours say their days, times and zone; a whole day has no times', () => {
    const hours = { zone: 'America/New_York', days: [1, 2, 3, 4, 5], from: 545, to: 1050 }
    expect(say({ hours })).toEqual(['Monday to Friday, 09:05–17:30 (America/New York)'])
    expect(say({ hours: { ...hours, from: 0, to: 1440 } })).toEqual([
      'Monday to Friday, at any time (America/New York)',
    ])
    expect(say({ hours: { ...hours, to: 1440 } })[0]).toContain('09:05–24:00')
  })

  test('what each sign-in asks for is said last', () => {
    expect(say({ approval: true, reason: true, userVerification: true, signIns: 2 })).toEqual([
      'At most 2 sign-ins',
      'An Owner approves each sign-in',
      'A reason for each sign-in',
      'Verified each time',
    ])
  })
})

test.each([
  [[1], 'Monday'],
  [[7, 6], 'Saturday and Sunday'],
  [[1, 3], 'Monday and Wednesday'],
  [[1, 2, 3, 5], 'Monday to Wednesday and Friday'],
  [[1, 2, 4, 6], 'Monday, Tuesday, Thursday and Saturday'],
  [[1, 2, 3, 4, 5, 6, 7], 'Every day'],
  [[2, 2], 'Tuesday'],
])('days %j are said as %s', (days, words) => {
  expect(daysInWords(days)).toBe(words)
})
