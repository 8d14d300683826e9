import { type Limits, NO_LIMITS } from '@keyward/keyholder/commands'
import { describe, expect, test } from 'vitest'
import { countOf, type LimitsDraft, draftOf, limitsOf, wrongIn } from './draft.ts'

const NOW = Date.UTC(2026, 10, 23, 12)
const ALL: Limits = {
  signIns: 10,
  expiresAt: NOW + 60_000,
  hours: { zone: 'Europe/Helsinki', days: [1, 3, 7], from: 545, to: 1440 },
  userVerification: true,
  reason: true,
  approval: true,
}
const draft = (changes: Partial<LimitsDraft> = {}): LimitsDraft => ({
  ...draftOf(NO_LIMITS, 'Europe/Berlin'),
  ...changes,
})
const wrong = (changes: Partial<LimitsDraft>) => [...wrongIn(draft(changes), NOW)]

describe('the form for limits', () => {
  test('gives back what it was filled with', () => {
    expect(limitsOf(draftOf(ALL, 'UTC'), NOW)).toEqual(ALL)
    expect(limitsOf(draft(), NOW)).toEqual(NO_LIMITS)
  })

  test('an untouched form is right, and sets no limit', () => {
    expect(wrong({})).toEqual([])
    expect(countOf(draft())).toBe(0)
    expect(countOf(draftOf(ALL, 'UTC'))).toBe(6)
  })

  test.each(['0', '-1', 'ten', '100001', '1e3', '999999999'])(
    '%s is no number of sign-ins',
    (signIns) => {
      expect(wrong({ signIns })).toEqual(['signIns'])
    },
  )

  test('a number may be written with separators and space', () => {
    expect(limitsOf(draft({ signIns: ' 1,000 ' }), NOW)?.signIns).toBe(1000)
    expect(limitsOf(draft({ signIns: '100000' }), NOW)?.signIns).toBe(100_000)
    expect(limitsOf(draft({ signIns: '  ' }), NOW)?.signIns).toBeNull()
  })

  test('days are counted from now', () => {
    const day = 24 * 3_600_000
    expect(limitsOf(draft({ end: 'day' }), NOW)?.expiresAt).toBe(NOW + day)
    expect(limitsOf(draft({ end: 'week' }), NOW)?.expiresAt).toBe(NOW + 7 * day)
    expect(limitsOf(draft({ end: 'month' }), NOW)?.expiresAt).toBe(NOW + 30 * day)
  })

  test('a date has to be given and to come', () => {
    expect(wrong({ end: 'date', date: '' })).toEqual(['date'])
    expect(wrong({ end: 'date', date: '2020-01-01T00:00' })).toEqual(['date'])
    expect(wrong({ end: 'date', date: '2030-01-01T00:00' })).toEqual([])
    expect(wrong({ end: 'never', date: '' })).toEqual([])
  })

  test('hours need a day, an end after the beginning, and a zone that there is', () => {
    const hasHours = true
    expect(wrong({ hasHours, days: [] })).toEqual(['days'])
    expect(wrong({ hasHours, from: '17:00', to: '09:00' })).toEqual(['times'])
    expect(wrong({ hasHours, from: '09:00', to: '09:00' })).toEqual(['times'])
    expect(wrong({ hasHours, from: '', to: '09:00' })).toEqual(['times'])
    expect(wrong({ hasHours, zone: 'Mars/Olympus' })).toEqual(['zone'])
    expect(wrong({ hasHours, from: '09:00', to: '00:00' })).toEqual([])
    expect(wrong({ days: [], from: '', zone: '' })).toEqual([])
  })

  test('midnight ends a day, and days stand in their order', () => {
    const hours = limitsOf(draft({ hasHours: true, days: [5, 1], from: '00:00', to: '00:00' }), NOW)
    expect(hours?.hours).toEqual({ zone: 'Europe/Berlin', days: [1, 5], from: 0, to: 1440 })
  })

  test('nothing is made of a form in which something is wrong', () => {
    expect(limitsOf(draft({ signIns: '0' }), NOW)).toBeUndefined()
  })
})
