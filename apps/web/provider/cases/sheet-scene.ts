import { ChannelError, type VerificationType } from '@keyward/channel'
import { KeyholderError } from '@keyward/keyholder/error'
import { type SheetDesk, sheetDesk } from '../desk/sheet-desk.ts'
import type { Stage } from '../desk/stage.ts'
import type { Unlocking } from '../person/ports.ts'
import type { PersonPorts } from '../person/person.ts'

export const PASSPHRASE = 'kettle orbit mango raven'

/** What happens at the prompts of the device, one after the other; the last one goes on. */
export type Prompt = 'match' | 'no_match' | 'cancelled' | 'lockout' | 'key_invalidated' | 'nobody'

export interface SceneSettings {
  readonly platform?: 'ios' | 'android'
  readonly isEnrolled?: boolean
  readonly isUnlocked?: boolean
  /** The app is open and unlocked beside the sheet. */
  readonly lends?: boolean
  readonly prompts?: readonly Prompt[]
}

/** A person's side of the flow over a device in memory, with all that was shown and done. */
export interface SheetScene {
  readonly desk: SheetDesk
  readonly ports: PersonPorts
  readonly stages: Stage[]
  readonly done: string[]
  /** Resolves once a stage of this kind is shown. */
  reached(kind: Stage['kind']): Promise<void>
}

export function sheetScene(settings: SceneSettings = {}): SheetScene {
  const { platform = 'ios', isEnrolled = true, lends = false } = settings
  const prompts = [...(settings.prompts ?? ['match'])]
  const desk = sheetDesk()
  const stages: Stage[] = []
  const done: string[] = []
  let isUnlocked = settings.isUnlocked ?? false
  let verified: VerificationType | undefined
  desk.watch(() => stages.push(desk.shown().stage))
  const prompt = async (): Promise<void> => {
    const [outcome = 'match'] = prompts.length > 1 ? prompts.splice(0, 1) : prompts
    done.push(`prompt ${outcome}`)
    verified = undefined
    if (outcome === 'nobody') return
    if (outcome !== 'match') throw new ChannelError(outcome, 'The prompt came to nothing.')
    verified = 'biometric'
  }
  const unlocking: Unlocking = {
    isUnlocked: () => isUnlocked,
    async byDevice() {
      await prompt()
      isUnlocked = true
    },
    async byPassphrase(passphrase) {
      if (passphrase !== PASSPHRASE)
        throw new KeyholderError('session.wrong-passphrase', 'The passphrase is wrong.')
      done.push('unlocked by passphrase')
      isUnlocked = true
    },
    async byApp() {
      isUnlocked ||= lends
    },
    async turnOnBiometrics() {
      done.push('turned on')
    },
  }
  const ports: PersonPorts = {
    desk,
    unlocking,
    check: { verified: () => verified },
    prompt: 'Sign in to Perch',
    device: { platform, isEnrolled, prompt: { turnOn: 'Use Face ID to unlock Passkeys' } },
    async verifyUser() {
      await prompt()
      return verified ?? 'biometric'
    },
    leaveNote: () => void done.push('note for the app'),
    afterSave: { push: async () => 'sent', nameOf: async () => 'Perch · studio' },
    preferred: undefined,
    wait: () => new Promise(() => undefined),
  }
  const reached = async (kind: Stage['kind']): Promise<void> => {
    while (desk.shown().stage.kind !== kind || desk.shown().isBusy)
      await new Promise((resolve) => setTimeout(resolve))
  }
  return { desk, ports, stages, done, reached }
}
