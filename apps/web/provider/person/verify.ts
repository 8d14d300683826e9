import type { Verification } from '@keyward/keyholder/provider'
import type { SheetDesk } from '../desk/sheet-desk.ts'
import type { Check } from './check.ts'
import { hindranceOf } from './hindrance.ts'
import { turnOn, type TurnOnPorts } from './turn-on.ts'
import type { Unlocking } from './ports.ts'

export interface VerifyPorts extends TurnOnPorts {
  readonly desk: Pick<SheetDesk, 'ask' | 'show'>
  readonly check: Pick<Check, 'verified'>
  /** The sentence in the system's prompt, where the session is unlocked already. */
  readonly prompt: string
}

/**
 * Verifies the person by the device, which unlocks a locked session. A prompt that came to nothing
 * can be tried again. Where the key behind it is gone, Biometrics Login is turned on anew.
 *
 * Rejects with what is no matter of the person: a damaged replica, nobody signed in.
 */
export async function verify(ports: VerifyPorts): Promise<Verification> {
  const { desk, unlocking, verifyUser, check, prompt } = ports
  for (;;) {
    desk.show({ kind: 'waiting', what: 'verifying' })
    try {
      const method = unlocking.isUnlocked()
        ? await verifyUser(prompt)
        : await unlockedBy(unlocking, check)
      desk.show({ kind: 'waiting', what: 'opening' })
      // A shell that gave the key to nobody in particular has verified nobody.
      return method === undefined ? { outcome: 'failed' } : { outcome: 'verified', method }
    } catch (error) {
      const hindrance = hindranceOf(error)
      if (hindrance.kind === 'other') throw error
      if (hindrance.kind === 'off') return turnedOn(ports)
      const again = await desk.ask({ kind: 'unverified', why: hindrance.why })
      if (again === undefined) return { outcome: 'cancelled' }
    }
  }
}

async function unlockedBy(unlocking: Unlocking, check: VerifyPorts['check']) {
  await unlocking.byDevice()
  return check.verified()
}

async function turnedOn(ports: VerifyPorts): Promise<Verification> {
  const turned = await turnOn(ports, true)
  return turned.outcome === 'on' && turned.verified !== undefined
    ? { outcome: 'verified', method: turned.verified }
    : { outcome: 'cancelled' }
}
