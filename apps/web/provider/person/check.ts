import type { ShellPort, VerificationType } from '@keyward/channel'
import { BIOMETRIC_KEY } from '../../shell/biometric-key.ts'

/**
 * The device's check of the person for one request, which gives out the key behind biometrics. It is
 * begun before the vault is loaded, so that both go on at once.
 */
export interface Check {
  /** Shows the system's prompt now. Whoever asks for the key next gets this prompt's outcome. */
  begin(): void
  /** The shell, with the outcome of a prompt that was begun. */
  readonly port: Pick<ShellPort, 'call'>
  /** How the person was verified when the key was given out at last; undefined when nobody was. */
  verified(): VerificationType | undefined
}

/** @param prompt the sentence in the system's prompt */
export function beginCheck(shell: Pick<ShellPort, 'call'>, prompt: string): Check {
  let begun: ReturnType<typeof ask> | undefined
  let verified: VerificationType | undefined
  const ask = async () => {
    verified = undefined
    const answer = await shell.call('secure.get', { key: BIOMETRIC_KEY, prompt })
    verified = answer.verified?.type
    return answer
  }
  const call = (async (method, params) => {
    const isKey = method === 'secure.get' && (params as { key?: string }).key === BIOMETRIC_KEY
    if (!isKey) return shell.call(method, params)
    const asked = begun ?? ask()
    begun = undefined
    return asked
  }) as ShellPort['call']
  return {
    begin() {
      begun = ask()
      // Who asks for the key hears of a failure.
      begun.catch(() => undefined)
    },
    port: { call },
    verified: () => verified,
  }
}
