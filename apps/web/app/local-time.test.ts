import { expect, test } from 'vitest'
import { localTime, timeOfField } from './local-time.ts'

test('a field says the time that it was given, to the minute', () => {
  const at = Date.UTC(2026, 10, 1, 8, 30)
  expect(localTime(at)).toMatch(/^2026-1[01]-\d\dT\d\d:\d\d$/)
  expect(timeOfField(localTime(at))).toBe(at)
  expect(timeOfField(localTime(at + 59_999))).toBe(at)
})

test('what is not typed to its end is no time', () => {
  for (const text of ['', '2026-11-', '0202-11-01T08:30', '2026-13-01T08:30', 'soon'])
    expect(timeOfField(text)).toBeUndefined()
})
