import { describe, expect, test } from 'vitest'
import { startDeadline } from './deadline.ts'

const MINUTE = 60_000

function clocks(start = 1_000_000): { wall: number; steady: number; pass(ms: number): void } {
  return {
    wall: start,
    steady: 5,
    pass(milliseconds) {
      this.wall += milliseconds
      this.steady += milliseconds
    },
  }
}

describe('the deadline of a vault', () => {
  test('passes after the time without use, and use starts it again', () => {
    const time = clocks()
    const deadline = startDeadline({ clock: () => time.wall }, 15 * MINUTE)
    time.pass(14 * MINUTE)
    expect(deadline.remaining).toBe(MINUTE)
    deadline.touch()
    time.pass(15 * MINUTE - 1)
    expect(deadline.isPast).toBe(false)
    time.pass(1)
    expect(deadline.isPast).toBe(true)
  })

  test('[C68] that was slept past stays past, whatever is done then', () => {
    const time = clocks()
    const deadline = startDeadline({ clock: () => time.wall }, 15 * MINUTE)
    // A monotonic clock may stand still in sleep; the wall clock does not.
    time.wall += 8 * 3_600_000
    deadline.touch()
    expect(deadline.isPast).toBe(true)
    deadline.limit(24 * 3_600_000)
    expect(deadline.isPast).toBe(true)
    expect(deadline.remaining).toBe(0)
  })

  test('a clock that is set back gains no time', () => {
    const time = clocks()
    const deadline = startDeadline({ clock: () => time.wall }, 15 * MINUTE)
    time.wall += 10 * MINUTE
    expect(deadline.remaining).toBe(5 * MINUTE)
    time.wall -= 3 * 3_600_000
    expect(deadline.remaining).toBe(5 * MINUTE)
    time.wall += 5 * MINUTE
    expect(deadline.isPast).toBe(true)
  })

  test('a clock that is set back again and again is held against one that only goes forward', () => {
    const time = clocks()
    const ports = { clock: () => time.wall, monotonic: () => time.steady }
    const deadline = startDeadline(ports, 15 * MINUTE)
    for (let minute = 0; minute < 15; minute += 1) {
      expect(deadline.isPast).toBe(false)
      time.steady += MINUTE
      time.wall -= MINUTE
    }
    expect(deadline.isPast).toBe(true)
  })

  test('a policy that is made shorter counts from the last use', () => {
    const time = clocks()
    const deadline = startDeadline({ clock: () => time.wall }, 15 * MINUTE)
    time.pass(5 * MINUTE)
    deadline.limit(6 * MINUTE)
    expect(deadline.remaining).toBe(MINUTE)
  })
})
