import type { Session } from '@keyward/keyholder/session'
import { type LockTime, readLockTime } from '../../platform/lock-time.ts'

const MINUTE = 60_000
const LOOK_EVERY = 5000

/** What tells that the app is used and left. */
export interface LockPorts {
  readonly session: Pick<Session, 'state' | 'touch' | 'lock'>
  readonly clock: () => number
  /** Whether the screens show what is unlocked. */
  readonly isShown: () => boolean
  readonly lockTime?: () => LockTime
}

/** Follows whether the app is used. */
export interface LockWatch {
  used(): void
  left(): void
  /** The app is looked at again, or time has passed. */
  look(): void
}

/**
 * Locks earlier than the workspace's policy where the person has set so on this device: after fewer
 * minutes without use, or when the app is left. The session itself heeds the policy.
 */
export function watchLock({
  session,
  clock,
  isShown,
  lockTime = readLockTime,
}: LockPorts): LockWatch {
  let last = clock()
  const isUnlocked = (): boolean => session.state.kind === 'unlocked'
  const lock = (): void => void session.lock().catch(() => undefined)
  const look = (): void => {
    const time = lockTime()
    const isPast = typeof time === 'number' && clock() - last >= time * MINUTE
    // A session whose time has passed while timers slept says locked already, and tells nobody yet.
    if (isUnlocked() ? isPast : isShown()) lock()
  }
  return {
    used() {
      look()
      last = clock()
      session.touch()
    },
    left() {
      if (isUnlocked() && lockTime() === 'leaving') lock()
    },
    look,
  }
}

/** Feeds a watch with what happens on the page. */
export function feed(watch: LockWatch, page: Document): void {
  for (const kind of ['pointerdown', 'keydown'] as const)
    page.addEventListener(kind, () => watch.used(), { capture: true, passive: true })
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') watch.look()
  })
  setInterval(() => watch.look(), LOOK_EVERY)
}
