import { beforeEach, expect, test } from 'vitest'
import { type Clocks, deadlineAfter } from './deadline.ts'

const MINUTE = 60_000
let wall = 0
let monotonic = 0
const clocks: Clocks = { wall: () => wall, monotonic: () => monotonic }
beforeEach(() => {
  wall = 1_795_000_000_000
  monotonic = 0
})

function pass(milliseconds: number): void {
  wall += milliseconds
  monotonic += milliseconds
}

test('locks so many minutes after the last use', () => {
  const deadline = deadlineAfter(15, clocks)
  pass(14 * MINUTE)
  deadline.use()
  pass(14 * MINUTE)
  expect(deadline.isPast()).toBe(false)
  pass(MINUTE)
  expect(deadline.isPast()).toBe(true)
})

test('what is past stays past, and using it changes nothing', () => {
  const deadline = deadlineAfter(1, clocks)
  pass(MINUTE)
  deadline.use()
  wall -= MINUTE
  expect(deadline.isPast()).toBe(true)
})

test('a machine that slept, whose other clock stood still, is locked on waking', () => {
  const deadline = deadlineAfter(15, clocks)
  wall += 16 * MINUTE
  expect(deadline.isPast()).toBe(true)
})

test('a wall clock that was set back gains no time', () => {
  const slowly = deadlineAfter(15, clocks)
  wall -= 60 * MINUTE
  expect(slowly.isPast()).toBe(true)
  const corrected = deadlineAfter(15, clocks)
  wall -= 1000
  monotonic += 15 * MINUTE
  expect(corrected.isPast()).toBe(true)
})

test('another limit counts from the last use', () => {
  const deadline = deadlineAfter(60, clocks)
  pass(10 * MINUTE)
  deadline.limit(5)
  expect(deadline.isPast()).toBe(true)
})
