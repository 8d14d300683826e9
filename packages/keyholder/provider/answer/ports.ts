import type { VerificationMethod } from '@keyward/webauthn/authenticator'
import type { Client } from '@keyward/webauthn/client'
import type { Person } from '../person.ts'
import type { Provider } from '../provider.ts'
import type { OriginReason } from '../origin/error.ts'
import type { LinkPorts } from '../origin/links.ts'
import type { PrivilegedList } from '../origin/privileged.ts'
import type { SealedRows } from '../rows.ts'
import type { FailureCode, SystemResult } from '../system/types.ts'

/** Asked when an app could not be proven to belong to the site. */
export interface TrustQuestion {
  readonly reason: OriginReason
  readonly packageName: string
  /** SHA-256 of the newest signing certificate, base64url. */
  readonly certificate: string
  readonly appName: string
  /** What the app would get passkeys for; empty for a browser, which would get them for all sites. */
  readonly rpId: string
}

export type TurnedOn =
  | { readonly outcome: 'on'; readonly verified?: VerificationMethod }
  /** `open-app`: it can't be turned on here, and Keyward has to be opened once. */
  | { readonly outcome: 'cancelled' | 'open-app' }

/** The person, with what only a request of the system may ask. */
export interface SystemPerson extends Person {
  /**
   * Biometrics Login is off: its screen, without which there is no way on. Turning it on may have
   * verified the person already, who is not asked twice then.
   */
  turnOnBiometrics(): Promise<TurnedOn>
  /**
   * With a warning. `again`: where the site could not be asked, it is asked once more. undefined: the
   * app gets nothing.
   */
  trustApp(question: TrustQuestion): Promise<'once' | 'always' | 'again' | undefined>
  /** Tells that a passkey is saved, before the app has it. Resolves when the screen may go. */
  passkeySaved(saved: { readonly accountId: string; readonly rpId: string }): Promise<void>
}

/** This device, locked or not. */
export interface ProviderDevice {
  readonly isProviderEnabled: boolean
  readonly isVerificationSetUp: boolean
  /**
   * What answers requests, or undefined while the session is locked. After `verify` or
   * `turnOnBiometrics` have unlocked it, it is there.
   */
  provider(): Promise<Provider | undefined>
}

/** What answering stands on besides the provider. */
export interface AnswerPorts {
  /** Hands the result to the system; resolves once it has it. */
  readonly complete: (requestId: string, result: SystemResult) => Promise<unknown>
  readonly fail: (requestId: string, code: FailureCode) => Promise<unknown>
  /** What a page's right to its RP ID is checked with before anybody is asked. Only of a browser. */
  readonly client?: () => Promise<Client>
  readonly privileged: PrivilegedList
  readonly assetLinks: LinkPorts['assetLinks']
  /** Of the unlocked session. */
  readonly rows: () => SealedRows
}
