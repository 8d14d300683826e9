import type { Session, SessionEvent } from '@keyward/keyholder/session'
import { type LockTime, readLockTime } from '../platform/lock-time.ts'
import type { ExtensionBrowser } from './browser.ts'
import { dropKey, keepKey, readKey, watchDropped } from './kept-key.ts'

type Kept = Pick<Session, 'state' | 'watch' | 'unlocked' | 'membership' | 'lock'>

const MINUTE = 60_000

/** Says that the person did something: the time until the key goes begins again. */
export interface KeptUnlocked {
  used(): void
}

/**
 * Keeps the extension unlocked from one of its pages to the next, for as long as the workspace's
 * policy and this device say: the key is left for the others when this page unlocks, and taken away
 * when it locks. That a page was opened is no use: a site can open the prompt. A key that another
 * page or the background has taken away locks this one. Where this device locks when Keyward is left,
 * nothing is kept.
 */
export function keepUnlocked(
  session: Kept,
  { storage }: Pick<ExtensionBrowser, 'storage'>,
  clock: () => number,
  lockTime: () => LockTime = readLockTime,
): KeptUnlocked {
  const area = storage.session
  let turn: Promise<unknown> = Promise.resolve()
  /** One after the other: a key must not come back after it was taken away. */
  const next = (work: () => Promise<void>): void => {
    turn = turn.then(work).catch(() => undefined)
  }
  let lastKept = Number.NEGATIVE_INFINITY
  const keep = (): void => {
    const time = lockTime()
    if (session.state.kind !== 'unlocked' || time === 'leaving') return
    lastKept = clock()
    const { lockAfterMinutes } = session.membership().state.policies
    const minutes = time === 'workspace' ? lockAfterMinutes : Math.min(time, lockAfterMinutes)
    const { accountKey, accountKeyEpoch } = session.unlocked()
    const until = lastKept + minutes * MINUTE
    next(() => keepKey(area, { accountKey, accountKeyEpoch }, until))
  }
  const drop = (event: Extract<SessionEvent, { kind: 'locked' }>): void =>
    next(async () => {
      // Another page may be in use while the time of this one has passed.
      const isPast = event.reason === 'deadline'
      if (isPast && (await readKey(area, clock())) !== undefined) return
      await dropKey(area)
    })
  session.watch((event) => {
    if (event.kind === 'unlocked') keep()
    else if (event.kind === 'locked') drop(event)
    else if (event.kind === 'removed') next(() => dropKey(area))
  })
  watchDropped(area, () => {
    if (session.state.kind === 'unlocked') void session.lock().catch(() => undefined)
  })
  return {
    used() {
      if (clock() - lastKept > MINUTE / 4) keep()
    },
  }
}
