/** A device with which somebody signs in, by the least of its passkeys. */
export interface SharedDevice {
  readonly deviceName: string
  /** Sign-ins left; null where the passkeys have no number of them. */
  readonly left: number | null
  readonly state: 'ready' | 'waiting' | 'low'
}

/** Below how many sign-ins a deal is low. */
export const LOW = 5
