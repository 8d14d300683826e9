import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICIES, parsePolicySetting, withPolicy } from './policies.ts'

describe('policies', () => {
  test('what holds in a workspace that has set nothing', () => {
    expect(DEFAULT_POLICIES).toEqual({
      uniqueUsername: 'per-app',
      createOn: 'everywhere',
      plaintextExport: false,
      selfAttestation: false,
      continuity: false,
      lockAfterMinutes: 15,
    })
  })

  test.each([
    ['uniqueUsername', ['per-app', 'workspace']],
    ['createOn', ['everywhere', 'mobile']],
    ['plaintextExport', [true, false]],
    ['selfAttestation', [true, false]],
    ['continuity', [true, false]],
    ['lockAfterMinutes', [1, 15, 1440]],
  ] as const)('%s takes its values and keeps the others', (policy, values) => {
    for (const value of values) {
      const setting = parsePolicySetting(policy, value)
      expect(setting).toEqual({ policy, value })
      if (setting === undefined) continue
      expect(withPolicy(DEFAULT_POLICIES, setting)).toEqual({
        ...DEFAULT_POLICIES,
        [policy]: value,
      })
    }
  })

  test.each([
    ['uniqueUsername', 'nowhere'],
    ['uniqueUsername', true],
    ['createOn', 'desktop'],
    ['plaintextExport', 'true'],
    ['selfAttestation', 1],
    ['continuity', null],
    ['lockAfterMinutes', 0],
    ['lockAfterMinutes', 1441],
    ['lockAfterMinutes', 1.5],
    ['lockAfterMinutes', Number.NaN],
    ['lockAfterMinutes', '15'],
    ['lockAfterMinutes', undefined],
    ['another', true],
    ['toString', true],
    ['__proto__', true],
    [undefined, true],
  ])('%s may not be %s', (policy, value) => {
    expect(parsePolicySetting(policy, value)).toBeUndefined()
  })
})
