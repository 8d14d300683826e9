import type { ApprovalView } from '@keyward/keyholder/commands'
import { expect, test } from 'vitest'
import { secondsLeft, stillOpen } from './still-open.ts'

const NOW = 1_000_000
const ask = (approvalId: string, expiresAt: number) => ({ approvalId, expiresAt }) as ApprovalView

test('only what can still be answered is shown, what ends first before the rest', () => {
  const all = [ask('late', NOW + 2), ask('over', NOW), ask('soon', NOW + 1)]
  expect(stillOpen(all, NOW).map(({ approvalId }) => approvalId)).toEqual(['soon', 'late'])
})

test('a second that has begun counts, and none are left after the end', () => {
  expect(secondsLeft(NOW + 1001, NOW)).toBe(2)
  expect(secondsLeft(NOW + 1000, NOW)).toBe(1)
  expect(secondsLeft(NOW - 5000, NOW)).toBe(0)
})
