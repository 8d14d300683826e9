import { heedSignal } from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { sealedRows } from '@keyward/keyholder/provider'
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
    const { state } = keyholder.session
    if (state.kind !== 'unlocked' || !state.known.isAdmitted) return
    const left = await readSignals(area)
    if (left.length === 0) return
    const desk = await keyholder.desk()
    const rows = sealedRows(desk.vault.context)
    const done = new Set<string>()
    for (const { id, signal } of left) {
      await heedSignal(desk, rows, signal)
      done.add(id)
    }
    await dropSignals(area, done)
    onHeeded()
  }
  const next = (): void => {
    turn = turn.then(heed).catch(() => undefined)
  }
  watchSession(next)
  watchSignals(area, next)
  next()
}
