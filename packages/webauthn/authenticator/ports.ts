import type { KeyPair, SignatureAlgorithm } from '@keyward/primitives/keys'
import type { Ceremony, UserPresence, UserVerification } from './ceremony.ts'
import type { CredentialSource } from './credential-source.ts'

/** A port may answer at once or later. */
export type Awaitable<T> = T | Promise<T>

/** Where passkeys are kept. Look-ups are by index: their cost does not grow with what is stored. */
export interface CredentialStore {
  /** The passkey with this ID at this RP, byte for byte. */
  find(rpId: string, credentialId: Uint8Array): Awaitable<CredentialSource | undefined>
  /** All passkeys of one RP, the newest first. */
  list(rpId: string): Awaitable<readonly CredentialSource[]>
  /**
   * Keeps a new passkey. It is durable when this resolves: the answer to the RP waits for it. A
   * taken (rpId, id) is an error, and nothing is ever overwritten.
   */
  add(source: CredentialSource): Awaitable<void>
  /**
   * Replaces the stored counter by `next` of it in one step that no other request can come between,
   * and returns the new one. It is durable when this resolves, and never lower than it was.
   */
  countUp(source: CredentialSource, next: (stored: number) => number): Awaitable<number>
}

/** What a person can be asked in a ceremony. */
export type GateQuestion =
  | {
      readonly kind: 'create'
      readonly rpId: string
      readonly rpName: string
      readonly userName: string
      readonly userDisplayName: string
      /** Passkeys for the same RP and user handle, which stay as they are. */
      readonly existing: readonly CredentialSource[]
      readonly requireUserVerification: boolean
    }
  | {
      /** The RP asks for a passkey although one that it excludes is here. Consent discloses that. */
      readonly kind: 'excluded'
      readonly rpId: string
      readonly rpName: string
      readonly credential: CredentialSource
      readonly requireUserVerification: boolean
    }
  | {
      readonly kind: 'sign-in'
      readonly rpId: string
      /** At least one, and the answer names one of them. */
      readonly candidates: readonly CredentialSource[]
      readonly requireUserVerification: boolean
    }

export interface Gesture {
  readonly presence: UserPresence
  /** A gate may verify without having been asked to. */
  readonly verification?: UserVerification
}

export type GateAnswer =
  | ({ readonly outcome: 'consented'; readonly credential?: CredentialSource } & Gesture)
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'not-verified' }

/** Asks the person. One question in a ceremony at the most. */
export interface UserGate {
  /** Whether this device can verify a person now. */
  readonly canVerify: boolean
  ask(question: GateQuestion, ceremony: Ceremony): Awaitable<GateAnswer>
}

/**
 * Makes keys and signatures. A local one uses the private key of the credential source; another may
 * stand in for a key that is not here, as long as the signature fits.
 */
export interface Signer {
  /** What new keys can be made for. */
  readonly algorithms: readonly SignatureAlgorithm[]
  makeKey(algorithm: SignatureAlgorithm): Awaitable<KeyPair>
  /** Signs authenticatorData ‖ clientDataHash. ECDSA signatures are DER. */
  sign(
    source: CredentialSource,
    authenticatorData: Uint8Array,
    clientDataHash: Uint8Array,
  ): Awaitable<Uint8Array>
}

/** All that one authenticator stands on. */
export interface Authenticator {
  readonly store: CredentialStore
  readonly gate: UserGate
  readonly signer: Signer
  /** `length` random bytes. */
  readonly random: (length: number) => Uint8Array
  /** 16 bytes; Keyward's own unless a test says otherwise. */
  readonly aaguid?: Uint8Array
  /** Whether packed self-attestation may be given where it is asked for. No by default. */
  readonly allowSelfAttestation?: boolean
  /** Whether new passkeys are bound to this device. No by default: they are backed up. */
  readonly deviceBound?: boolean
  /** Whether new passkeys that may be backed up already are. Yes by default. */
  readonly backedUp?: boolean
  /** Milliseconds since 1970, UTC. */
  readonly now?: () => number
}
