import type {
  AccountAnswer,
  AccountQuestion,
  PasskeyChoice,
  TrustQuestion,
} from '@keyward/keyholder/provider'
import type { Ending } from './ending.ts'

/** What the sheet shows while nobody is asked anything. */
export type Waiting = 'starting' | 'verifying' | 'opening' | 'signing' | 'gone'

/** Why the person could not be verified yet. Each may be tried again. */
export type Unverified = 'no_match' | 'cancelled' | 'lockout' | 'device_locked' | 'timeout'

/** How Biometrics Login can be turned on: at once, after the passphrase, or not on this sheet. */
export type TurnOnWay = 'here' | 'passphrase' | 'open-app' | 'not-enrolled'

export type TurnOnProblem =
  | 'wrong-passphrase'
  | 'offline'
  | 'no_match'
  | 'cancelled'
  | 'lockout'
  | 'other'

/** Why the person in front of a browser could not be verified yet. */
export type UnlockProblem = 'wrong-passphrase' | 'offline' | 'no-passkey' | 'ended' | 'other'

/** How the person in front of a browser unlocks Keyward, or shows that it is them. */
export type UnlockAnswer =
  | { readonly by: 'passphrase'; readonly passphrase: string }
  | { readonly by: 'passkey' }

/** Where the new passkey of a success is kept beside this phone. */
export type Synced = 'sent' | 'waiting'

/** What the sheet shows: always one of these. */
export type Stage =
  | { readonly kind: 'waiting'; readonly what: Waiting }
  | { readonly kind: 'unverified'; readonly why: Unverified }
  | {
      readonly kind: 'turn-on'
      readonly way: TurnOnWay
      readonly problem: TurnOnProblem | undefined
      /** It was on, until the faces or fingers of the phone were changed. */
      readonly wasInvalidated: boolean
    }
  | {
      readonly kind: 'unlock'
      /** It is unlocked already, and this verifies the person. */
      readonly isOpen: boolean
      /** This browser has a passkey for Keyward itself. */
      readonly hasPasskey: boolean
      readonly problem: UnlockProblem | undefined
    }
  | {
      readonly kind: 'account'
      readonly question: AccountQuestion
      /** The account that was tapped in the system's menu: chosen first, if it belongs to the app. */
      readonly preferred: string | undefined
      /** What was answered before the question came again. */
      readonly last: AccountAnswer | undefined
    }
  | { readonly kind: 'passkey'; readonly candidates: readonly PasskeyChoice[] }
  | { readonly kind: 'reason' }
  /** An Owner of the account was asked; `expiresAt` is UTC ms, undefined until the server has it. */
  | { readonly kind: 'approval'; readonly expiresAt: number | undefined }
  | { readonly kind: 'excluded'; readonly passkey: PasskeyChoice }
  | { readonly kind: 'trust'; readonly question: TrustQuestion }
  | { readonly kind: 'saved'; readonly account: string; readonly synced: Synced }
  | { readonly kind: 'ended'; readonly ending: Ending }

/** What a person can answer to each stage that asks. */
export interface Answers {
  readonly unverified: 'again'
  /** The passphrase, where the stage asks for one. */
  readonly 'turn-on': string
  readonly unlock: UnlockAnswer
  readonly account: AccountAnswer
  /** A credential ID. */
  readonly passkey: string
  /** Why the person signs in. */
  readonly reason: string
  readonly excluded: 'tell'
  readonly trust: 'once' | 'always' | 'again'
  readonly saved: 'done'
  readonly ended: 'settings' | 'close'
}

/** The stages that ask. */
export type Asking = keyof Answers
export type StageOf<K extends Stage['kind']> = Extract<Stage, { kind: K }>
