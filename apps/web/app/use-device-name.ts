import { messages } from '../messages/messages.ts'
import { deviceNameOf } from '../platform/device-name.ts'
import { useShell } from './use-shell.ts'

/** How others see this device: a phone by its system, a browser by its name. */
export function useDeviceName(): string {
  const shell = useShell()
  if (shell === undefined) return deviceNameOf(navigator.userAgent)
  const { platform, osVersion } = shell.info
  return messages.app.phone(messages.setUp.platforms[platform], osVersion)
}
