import { KEYS } from './settings.ts'

/** The name of the alarm that ends an unlocking. */
export const LOCK_ALARM = 'keyward.lock'

interface LockPorts {
  readonly session: Pick<typeof chrome.storage.session, 'get' | 'remove'>
  readonly alarms: Pick<typeof chrome.alarms, 'create' | 'clear'>
  /** The clock on the wall: a machine that slept past the time wakes up locked. */
  readonly now: () => number
}

/** Takes the unlocked key away once its time is over, and sees to it that this is called then. */
export async function lockInTime({ session, alarms, now }: LockPorts): Promise<void> {
  const kept = (await session.get(KEYS.unlocked))[KEYS.unlocked] as { until?: unknown } | undefined
  if (kept === undefined) return void (await alarms.clear(LOCK_ALARM))
  const until = typeof kept.until === 'number' ? kept.until : 0
  if (until <= now()) await session.remove(KEYS.unlocked)
  else await alarms.create(LOCK_ALARM, { when: until })
}
