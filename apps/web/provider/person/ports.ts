import type { VerificationType } from '@keyward/channel'
import type { Synced } from '../desk/stage.ts'

/** Keyward on this device, as far as the person on the sheet has to do with it. */
export interface Unlocking {
  isUnlocked(): boolean
  /** Rejects with what the check came to. */
  byDevice(): Promise<void>
  /** @throws {KeyholderError} `session.wrong-passphrase` and others */
  byPassphrase(passphrase: string): Promise<void>
  /** With the key that Keyward's app, when it is open and unlocked, has; nothing happens when it has none. */
  byApp(): Promise<void>
  /** Keeps the account key behind biometrics: the shell has to have verified somebody just before. */
  turnOnBiometrics(): Promise<void>
}

/** What follows a passkey that was saved. */
export interface AfterSave {
  /** Exchanges with the server. Never rejects, and never takes longer than a person waits. */
  push(): Promise<Synced>
  /** The account as a person knows it. */
  nameOf(accountId: string): Promise<string>
}

/** What the device says of itself. */
export interface DeviceSays {
  readonly platform: 'ios' | 'android'
  /** Whether a face or finger is set up. */
  readonly isEnrolled: boolean
  readonly prompt: { readonly turnOn: string }
}

/** The system's prompt without a key. Rejects with a ChannelError. */
export type VerifyUser = (prompt: string) => Promise<VerificationType>
