import { expect, test } from 'vitest'
import { lockChoices } from './lock-choices.ts'

test('only times shorter than the policy are offered', () => {
  expect(lockChoices(15, 'workspace')).toStrictEqual(['workspace', 10, 5, 2, 1, 'leaving'])
  expect(lockChoices(1, 'leaving')).toStrictEqual(['workspace', 'leaving'])
})

test('a time that was set stays to be seen when the policy has become shorter', () => {
  expect(lockChoices(5, 30)).toStrictEqual(['workspace', 30, 2, 1, 'leaving'])
})
