import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'
import type { DeviceKeyPort } from '@keyward/vault/unlock'
import type { Change } from '../replica/port.ts'
import type { ProofKeyStore } from './state/proof-keys.ts'
import type { Unlocked } from './unlocked.ts'

/** Passkeys for Keyward itself, as the platform makes and uses them. User verification is asked for. */
export interface PasskeyPort {
  /**
   * Signs a challenge (base64url). The PRF is evaluated at `prfInput`; its result is taken out of the
   * credential. Rejects when the person declines.
   */
  get(request: {
    readonly rpId: string
    readonly challenge: string
    readonly prfInput: Uint8Array
    /** Credential IDs, base64url; any of the RP's when empty. */
    readonly allow: readonly string[]
  }): Promise<{
    readonly credential: AuthenticationResponse
    /** 32 bytes; undefined when the authenticator has no PRF. */
    readonly prf: Uint8Array | undefined
  }>
  /** Makes a discoverable passkey with PRF. Rejects when the person declines. */
  create(request: {
    readonly rpId: string
    readonly challenge: string
    readonly prfInput: Uint8Array
    readonly userHandle: Uint8Array
    readonly userName: string
  }): Promise<{
    readonly credential: RegistrationResponse
    /** Some authenticators tell it only when the passkey is used. */
    readonly prf: Uint8Array | undefined
  }>
}

/** What a platform may have besides, and what others hang in. */
export interface SessionOptions {
  /** Where the proof key lies; in the replica when absent. */
  readonly proofKeys?: ProofKeyStore
  /** A key that can't leave the device and asks nobody. Without it there is no unlocking offline by passphrase. */
  readonly offlineKey?: DeviceKeyPort
  /** A key behind the device's biometrics. */
  readonly biometricKey?: DeviceKeyPort
  readonly passkeys?: PasskeyPort
  /** Milliseconds that only go forward, to hold a wall clock against. */
  readonly monotonic?: () => number
  /** A shorter time to lock than the workspace's policy says, in minutes. */
  readonly lockAfterMinutes?: number
  /**
   * Wraps again what lies under the account key, after it changed: the rows are written together
   * with the new keys. `from` and `to` have the same ids and replica key.
   */
  readonly rewrap?: (from: Unlocked, to: Unlocked) => Promise<readonly Change[]>
}
