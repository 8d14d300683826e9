/** When this device locks: as the workspace says, when the app is left, or sooner, in minutes. */
export type LockTime = 'workspace' | 'leaving' | number

const NAME = 'keyward.lock'

/** What the person has set on this device. */
export function readLockTime(storage: Pick<Storage, 'getItem'> = localStorage): LockTime {
  const text = storage.getItem(NAME)
  if (text === 'leaving') return text
  const minutes = Number(text)
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? minutes : 'workspace'
}

export function writeLockTime(
  time: LockTime,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  storage.setItem(NAME, String(time))
}
