import type { AppInfo } from '@keyward/channel'
import type { PhoneNetwork } from './network.ts'
import type { SecureStore } from './secure.ts'
import type { PhoneStorage } from './storage.ts'

/** A person of the demonstration whose phone it is, so that one tap signs in. */
export type DemoPerson = NonNullable<AppInfo['demo']>

/** What a phone needs of the world. */
export interface PhonePorts {
  readonly storage: PhoneStorage
  readonly secure: SecureStore
  readonly network: PhoneNetwork
  /** UTC in milliseconds; the phone's own clock adds its offset. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
  /** Runs later, in so many milliseconds. Gives the function that takes it back. */
  readonly schedule: (delay: number, run: () => void) => () => void
  readonly writeClipboard: (text: string) => Promise<void>
  readonly person: DemoPerson | undefined
}
