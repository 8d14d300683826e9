import {
  endPrompt,
  type PromptAct,
  promptHindrance,
  type PromptEnd,
  promptTakesBiometric,
} from '../os/biometrics.ts'
import type { PhoneCore } from './core.ts'
import type { Surface } from './state.ts'

export interface Asking {
  readonly surface: Surface
  readonly text: string
  readonly allowDeviceCredential: boolean
}

/** Shows biometric prompts, one at a time. */
export interface PromptDesk {
  /** Resolves once the person acted, or at once when no prompt can be shown. Never rejects. */
  ask(asking: Asking): Promise<PromptEnd>
  act(act: PromptAct): void
  /** The surface is gone: its prompt goes too. */
  drop(surface: Surface): void
}

/** A newer prompt takes the place of an older one, which ends as cancelled. */
export function promptDesk(core: PhoneCore): PromptDesk {
  let settle: ((end: PromptEnd) => void) | undefined
  let lastId = 0
  const finish = (end: PromptEnd): void => {
    const tell = settle
    settle = undefined
    core.set((state) => ({ ...state, prompt: null }))
    tell?.(end)
  }
  return {
    async ask({ surface, text, allowDeviceCredential }) {
      const { device } = core.state()
      const code = promptHindrance(device, allowDeviceCredential)
      if (code !== undefined) return { ok: false, code }
      if (settle !== undefined) finish({ ok: false, code: 'cancelled' })
      lastId += 1
      const prompt = {
        id: lastId,
        surface,
        text,
        takesBiometric: promptTakesBiometric(device),
        takesDeviceCode: allowDeviceCredential,
      }
      const ended = new Promise<PromptEnd>((resolve) => {
        settle = resolve
      })
      core.set((state) => ({ ...state, prompt }))
      return ended
    },
    act(act) {
      const { prompt, device } = core.state()
      if (prompt === null) return
      const ended = endPrompt(device, act)
      core.set((state) => ({ ...state, device: ended.device }))
      core.note(`The person at the prompt: ${act.replaceAll('-', ' ')}`, ended.end)
      finish(ended.end)
    },
    drop(surface) {
      if (core.state().prompt?.surface === surface) finish({ ok: false, code: 'cancelled' })
    },
  }
}
