import { BIOMETRIC_KEY } from '../shell/biometric-key.ts'
import { messages } from '../messages/messages.ts'
import { refresh } from './query-client.ts'
import { type Command, useCommand } from './use-command.ts'
import { useKeyholder } from './use-keyholder.ts'
import { useShell } from './use-shell.ts'

/** Turns Biometrics Login on and off, on a phone. */
export function useBiometricsLogin(): {
  readonly turnOn: Command<[], void>
  readonly turnOff: Command<[], void>
} {
  const { session } = useKeyholder()
  const shell = useShell()
  const turnOn = useCommand(
    async () => {
      if (shell === undefined) return
      const prompt = messages.setUp.prompt(shell.biometricName)
      await shell.port.call('user.verify', { prompt, allowDeviceCredential: false })
      await session.turnOnBiometrics()
    },
    { onDone: refreshDevice },
  )
  const turnOff = useCommand(
    async () => {
      await session.turnOffBiometrics()
      await shell?.port.call('secure.delete', { key: BIOMETRIC_KEY })
    },
    { onDone: refreshDevice },
  )
  return { turnOn, turnOff }
}

function refreshDevice(): void {
  refresh('device')
}
