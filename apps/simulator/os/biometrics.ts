import { type Device } from './device.ts'

/** After so many prompts in a row without a match only the code of the device helps. */
export const MOST_FAILURES = 5

/** What a person does in front of the prompt. */
export type PromptAct = 'match' | 'no-match' | 'device-code' | 'cancel'

export type PromptEnd =
  | { readonly ok: true; readonly type: 'biometric' | 'device-credential' }
  | { readonly ok: false; readonly code: PromptRefusal }

export type PromptRefusal = 'no_match' | 'cancelled' | 'lockout' | 'not_enrolled' | 'device_locked'

/** Why no prompt can be shown; undefined when one can. The code of the device works in a lockout. */
export function promptHindrance(
  device: Device,
  allowDeviceCredential: boolean,
): PromptRefusal | undefined {
  if (device.isLocked) return 'device_locked'
  if (allowDeviceCredential) return undefined
  if (device.enrolment.count === 0) return 'not_enrolled'
  return device.failures >= MOST_FAILURES ? 'lockout' : undefined
}

/** Whether the prompt asks for a face or finger, or only for the code of the device. */
export function promptTakesBiometric({ enrolment, failures }: Device): boolean {
  return enrolment.count > 0 && failures < MOST_FAILURES
}

/** Ends a prompt: one act, one end. The fifth failure in a row locks biometrics out. */
export function endPrompt(device: Device, act: PromptAct): { device: Device; end: PromptEnd } {
  switch (act) {
    case 'cancel':
      return { device, end: { ok: false, code: 'cancelled' } }
    case 'device-code':
      return { device: { ...device, failures: 0 }, end: { ok: true, type: 'device-credential' } }
    case 'match':
      return { device: { ...device, failures: 0 }, end: { ok: true, type: 'biometric' } }
    case 'no-match': {
      const failures = device.failures + 1
      const code = failures >= MOST_FAILURES ? 'lockout' : 'no_match'
      return { device: { ...device, failures }, end: { ok: false, code } }
    }
  }
}
