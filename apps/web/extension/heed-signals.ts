import { SIGNALS_KEY } from '@keyward/channel'
import { heedSignal } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import type { StorageArea } from './browser.ts'
import { dropSignals, readSignals, watchSignals } from './read-signals.ts'

export interface HeedingPorts {
  readonly keyholder: Pick<Keyholder, 'session' | 'desk'>
  readonly area: StorageArea
  /** Told after the session has changed. */
  readonly watchSession: (listener: () => void) => unknown
  /** Told after something was taken in. */
  readonly onHeeded: () => void
}

/**
 * Takes in what sites said about passkeys, once somebody is unlocked and while the page is open. Each
 * is kept until it was taken in; what fails waits for the next time.
 */
export function heedSignals({ keyholder, area, watchSession, onHeeded }: HeedingPorts): void {
  let turn = Promise.resolve()
  const heed = async (): Promise<void> => {
    if (await heedLeft(keyholder, area)) onHeeded()
  }
  const next = (): void => {
    turn = turn.then(heed).catch(() => undefined)
  }
  watchSession(next)
  watchSignals(area, next)
  next()
}

/**
 * Takes in what is left now, one page of the extension at a time: the activity tells of each once.
 *
 * @returns whether there was any
 * @throws {KeyholderError} as `heedSignal`
 */
export async function heedLeft(
  { session, desk }: HeedingPorts['keyholder'],
  area: StorageArea,
): Promise<boolean> {
  const isReady = (): boolean => session.state.kind === 'unlocked' && session.state.known.isAdmitted
  if (!isReady() || (await readSignals(area)).length === 0) return false
  return navigator.locks.request(SIGNALS_KEY, async () => {
    const left = await readSignals(area)
    if (!isReady() || left.length === 0) return false
    const open = await desk()
    const done = new Set<string>()
    for (const { id, signal } of left) {
      await heedSignal(open, signal)
      done.add(id)
    }
    await dropSignals(area, done)
    return true
  })
}
