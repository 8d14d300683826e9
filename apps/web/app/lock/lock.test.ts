import type { Session } from '@keyward/keyholder/session'
import { describe, expect, test } from 'vitest'
import { watchLock } from './keep-locked.ts'
import { type LockTime, readLockTime, writeLockTime } from '../../platform/lock-time.ts'

function scene(time: LockTime) {
  const state = { kind: 'unlocked', locks: 0, touches: 0, now: 0, isShown: true }
  const session = {
    get state() {
      return { kind: state.kind }
    },
    touch: () => void (state.touches += 1),
    async lock() {
      state.locks += 1
      state.kind = 'locked'
      state.isShown = false
    },
  } as unknown as Session
  const watch = watchLock({
    session,
    clock: () => state.now,
    isShown: () => state.isShown,
    lockTime: () => time,
  })
  return { state, watch }
}

describe('locking sooner than the workspace asks for', () => {
  test('locks after so many minutes without use, and use begins them again', () => {
    const { state, watch } = scene(5)
    state.now = 4 * 60_000
    watch.used()
    state.now = 8 * 60_000
    watch.look()
    expect(state).toMatchObject({ locks: 0, touches: 1 })
    state.now = 9 * 60_000
    watch.look()
    expect(state.locks).toBe(1)
  })

  test('use after the time has passed comes too late', () => {
    const { state, watch } = scene(5)
    state.now = 6 * 60_000
    watch.used()
    expect(state.locks).toBe(1)
  })

  test('leaving the app locks where that was chosen, and only there', () => {
    for (const [time, locks] of [
      ['leaving', 1],
      ['workspace', 0],
      [5, 0],
    ] as const) {
      const { state, watch } = scene(time)
      watch.left()
      expect(state.locks, String(time)).toBe(locks)
    }
  })

  test('a session whose time passed while timers slept is locked for the screens too, once', () => {
    const { state, watch } = scene('workspace')
    state.kind = 'locked'
    watch.look()
    watch.look()
    expect(state.locks).toBe(1)
  })

  test('what is locked already is left alone, so that other tabs are', () => {
    const { state, watch } = scene(1)
    state.kind = 'locked'
    state.isShown = false
    state.now = 3_600_000
    watch.look()
    watch.left()
    expect(state.locks).toBe(0)
  })
})

describe('the time to lock', () => {
  test('is kept, and anything else that is found means the workspace’s', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
    }
    expect(readLockTime(storage)).toBe('workspace')
    for (const time of ['leaving', 5, 'workspace'] as const) {
      writeLockTime(time, storage)
      expect(readLockTime(storage)).toBe(time)
    }
    for (const text of ['0', '1441', '1.5', 'x', '']) {
      kept.set('keyward.lock', text)
      expect(readLockTime(storage), text).toBe('workspace')
    }
  })
})
