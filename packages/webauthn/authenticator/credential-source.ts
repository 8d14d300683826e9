import type { PrivateKey, SignatureAlgorithm } from '@keyward/primitives/keys'
import { Unprintable } from '@keyward/primitives/unprintable'

/** How far a passkey may be used without user verification (CTAP 2.2 section 12.1). */
export const CRED_PROTECT = {
  userVerificationOptional: 1,
  userVerificationOptionalWithCredentialIDList: 2,
  userVerificationRequired: 3,
} as const

export type CredProtect = (typeof CRED_PROTECT)[keyof typeof CRED_PROTECT]

/**
 * The two secrets of a passkey's pseudo-random function, 32 bytes each as Keyward makes them. The
 * first answers when the user was verified, and is the only one that WebAuthn exposes; the second
 * is kept for exchange with authenticators that have it (CTAP 2.2 section 12.7).
 */
export class PrfSeeds extends Unprintable {
  readonly #withVerification: Uint8Array
  readonly #withoutVerification: Uint8Array

  constructor(withVerification: Uint8Array, withoutVerification: Uint8Array) {
    super('PRF seeds')
    this.#withVerification = withVerification
    this.#withoutVerification = withoutVerification
  }

  /** Copies of the secrets, for evaluating, sealing and exporting. */
  reveal(): { withVerification: Uint8Array; withoutVerification: Uint8Array } {
    return {
      withVerification: new Uint8Array(this.#withVerification),
      withoutVerification: new Uint8Array(this.#withoutVerification),
    }
  }
}

/**
 * A passkey: a discoverable public key credential source (WebAuthn Level 3 section 4) with what
 * Keyward keeps beside it. It never changes but for its counter.
 */
export interface CredentialSource {
  readonly type: 'public-key'
  /** 1 to 1,023 bytes. */
  readonly id: Uint8Array
  readonly rpId: string
  readonly rpName: string
  /** 1 to 64 bytes, exactly as the RP gave them. */
  readonly userHandle: Uint8Array
  readonly userName: string
  readonly userDisplayName: string
  readonly algorithm: SignatureAlgorithm
  /** A COSE_Key. */
  readonly publicKey: Uint8Array
  /** Absent on the device of a member who signs in without holding the key. */
  readonly privateKey?: PrivateKey
  readonly prfSeeds?: PrfSeeds
  /** 0 for passkeys made by Keyward, and stays 0; an imported one above 0 only grows. */
  readonly signCount: number
  /** Set at creation for good. */
  readonly backupEligible: boolean
  /** Only ever true where `backupEligible` is. */
  readonly backupState: boolean
  readonly credProtect: CredProtect
  /** Milliseconds since 1970, UTC; absent where no clock was there. */
  readonly createdAt?: number
}
