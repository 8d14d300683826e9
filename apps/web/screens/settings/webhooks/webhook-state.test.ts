import { expect, test } from 'vitest'
import { isAddress, stateOf } from './webhook-state.ts'

test('a webhook is new, works, fails, or was given up', () => {
  const label = (disabledAt: number | null, failures: number, deliveredAt: number | null) =>
    stateOf({ disabledAt, failures, deliveredAt }).label
  expect(label(null, 0, null)).toBe('New')
  expect(label(null, 0, 5)).toBe('Works')
  expect(label(null, 1, null)).toBe('Failed once')
  expect(label(null, 7, 5)).toBe('Failed 7 times')
  expect(label(9, 7, 5)).toBe('Given up')
})

test('only an https address is sent to the server', () => {
  expect(isAddress('https://log.example.com/keyward')).toBe(true)
  for (const typed of ['', 'log.example.com', 'http://log.example.com', 'https://'])
    expect(isAddress(typed), typed).toBe(false)
})
