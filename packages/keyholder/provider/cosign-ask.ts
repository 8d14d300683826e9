import type { CredentialSource } from '@keyward/webauthn/authenticator'
import type { CancelSignal } from '@keyward/webauthn/client'
import type { Person } from './person.ts'

/** One sign-in with a passkey whose key is not here. */
export interface CosignAsk {
  readonly accountId: string
  readonly source: CredentialSource
  /** 37 bytes. */
  readonly authenticatorData: Uint8Array
  /** 32 bytes. */
  readonly clientDataHash: Uint8Array
  /** What the hash is of; undefined where a platform gives the hash alone. */
  readonly clientDataJSON: Uint8Array | undefined
  /** Why, where a program says so by itself. */
  readonly reason: string | undefined
  readonly person: Pick<Person, 'giveReason' | 'approval'>
  readonly signal: CancelSignal | undefined
}
