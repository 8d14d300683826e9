import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { html } from '../cases/html.ts'
import { nowSpoken, speak, watchSpoken } from './spoken.ts'
import { SpokenRegion } from './spoken-region.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

test('what is said is in a live region that dialogs leave alone, and gone when it was heard', () => {
  speak('Saving')
  const text = html(SpokenRegion, {})
  expect(text).toContain('aria-live="assertive"')
  expect(text).toContain('data-live-announcer')
  expect(text).toContain('Saving')
  vi.runAllTimers()
  expect(html(SpokenRegion, {})).not.toContain('Saving')
})

test('the same words are said again, and an earlier end does not silence later words', () => {
  let changes = 0
  const stop = watchSpoken(() => (changes += 1))
  speak('Saving')
  const first = nowSpoken()
  vi.advanceTimersByTime(5000)
  speak('Saving')
  expect(nowSpoken().nth).not.toBe(first.nth)
  vi.advanceTimersByTime(5000)
  expect(nowSpoken().words).toBe('Saving')
  vi.runAllTimers()
  expect(nowSpoken().words).toBe('')
  expect(changes).toBe(3)
  stop()
})
