import type { TurnedOn } from '@keyward/keyholder/provider'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import type { TurnOnProblem, TurnOnWay } from '../desk/stage.ts'
import { turnOnProblemOf } from './hindrance.ts'
import type { DeviceSays, Unlocking, VerifyUser } from './ports.ts'

export interface TurnOnPorts {
  readonly desk: Pick<SheetDesk, 'ask'>
  readonly unlocking: Unlocking
  readonly device: DeviceSays
  readonly verifyUser: VerifyUser
  /** Has the app open on this setting when it is opened next. */
  readonly leaveNote: () => void
}

/**
 * Turns on Biometrics Login in the middle of a request: once unlocked, one verification, then the
 * key is kept. A locked session asks for the passphrase where passphrases may be stretched on this
 * sheet, which an iPhone has no memory for: there the app has to be opened.
 */
export async function turnOn(
  { desk, unlocking, device, verifyUser, leaveNote }: TurnOnPorts,
  wasInvalidated: boolean,
): Promise<TurnedOn> {
  if (device.isEnrolled && !unlocking.isUnlocked()) await unlocking.byApp()
  let problem: TurnOnProblem | undefined
  for (;;) {
    const way = wayOn(device, unlocking)
    if (way === 'open-app') leaveNote()
    const given = await desk.ask({ kind: 'turn-on', way, problem, wasInvalidated })
    if (given === undefined) return { outcome: way === 'open-app' ? 'open-app' : 'cancelled' }
    if (way === 'open-app') return { outcome: 'open-app' }
    if (way === 'not-enrolled') return { outcome: 'cancelled' }
    try {
      if (way === 'passphrase') await unlocking.byPassphrase(given)
      const verified = await verifyUser(device.prompt.turnOn)
      await unlocking.turnOnBiometrics()
      return { outcome: 'on', verified }
    } catch (error) {
      problem = turnOnProblemOf(error)
    }
  }
}

function wayOn({ isEnrolled, platform }: DeviceSays, unlocking: Unlocking): TurnOnWay {
  if (!isEnrolled) return 'not-enrolled'
  if (unlocking.isUnlocked()) return 'here'
  return platform === 'android' ? 'passphrase' : 'open-app'
}
