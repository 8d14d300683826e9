import type { AppInfo } from '@keyward/channel'
import type { BiometricName } from '../shell/connect.ts'
import { BROWSER_FACTS, type DeviceFacts, readDeviceFacts } from './device-facts.ts'
import { useShell } from './use-shell.ts'
import { useRead } from './use-view.ts'
import { views } from './views.ts'

/** The device that the app runs on. */
export interface DeviceView extends DeviceFacts {
  readonly isPhone: boolean
  readonly platform: AppInfo['platform'] | undefined
  readonly biometricName: BiometricName | null
  readonly isLoading: boolean
}

/** The facts of this device, read again whenever the app comes to the foreground. */
export function useDevice(): DeviceView {
  const shell = useShell()
  const { data, isPending } = useRead(views.device, () =>
    shell === undefined ? BROWSER_FACTS : readDeviceFacts(shell),
  )
  return {
    ...(data ?? BROWSER_FACTS),
    isPhone: shell !== undefined,
    platform: shell?.info.platform,
    biometricName: shell?.biometricName ?? null,
    isLoading: isPending,
  }
}
