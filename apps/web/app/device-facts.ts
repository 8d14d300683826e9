import { BIOMETRIC_KEY } from '../shell/biometric-key.ts'
import type { Shell } from '../shell/connect.ts'

/** What of the device matters for passkeys. */
export interface DeviceFacts {
  /** `too-old`: the system has no passkey managers; `none`: a browser. */
  readonly autoFill: 'on' | 'off' | 'too-old' | 'none'
  /** `not-enrolled`: the device could, and nobody is enrolled; `none`: it has no biometrics. */
  readonly biometricsLogin: 'on' | 'off' | 'not-enrolled' | 'none'
}

export const BROWSER_FACTS: DeviceFacts = { autoFill: 'none', biometricsLogin: 'none' }

/** Asks the shell. @throws {ChannelError} */
export async function readDeviceFacts({ port }: Pick<Shell, 'port'>): Promise<DeviceFacts> {
  // Asked anew, for biometrics can be enrolled while the app is open.
  const [{ caps }, status, { has }] = await Promise.all([
    port.call('app.info', {}),
    port.call('provider.status', {}),
    port.call('secure.has', { key: BIOMETRIC_KEY }),
  ])
  return {
    autoFill: status.supported ? (status.enabled ? 'on' : 'off') : 'too-old',
    biometricsLogin: caps.biometric !== 'strong' ? 'not-enrolled' : has ? 'on' : 'off',
  }
}
