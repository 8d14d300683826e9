import { WebAuthnError } from '../error.ts'
import { FLAG, type GestureFlags } from '../data/flags.ts'

/** How a person was verified, as a gate reports it. */
export type VerificationMethod =
  | 'biometric'
  | 'device-credential'
  | 'passphrase'
  | 'passkey'
  | 'simulated'

/** Known to this module alone: without it no token can be made. */
const MINT: unique symbol = Symbol('ceremony')

/** Proof that a person acted in one ceremony. Made by that ceremony only. */
export class UserPresence {
  readonly #ceremony: Ceremony

  constructor(mint: typeof MINT, ceremony: Ceremony) {
    if (mint !== MINT)
      throw new WebAuthnError('ceremony.internal', 'Only a ceremony confirms user presence.')
    this.#ceremony = ceremony
  }

  /** Whether the token was made in the given ceremony. False for anything else; never throws. */
  static isOf(token: unknown, ceremony: Ceremony): boolean {
    return (
      typeof token === 'object' &&
      token !== null &&
      #ceremony in token &&
      token.#ceremony === ceremony
    )
  }
}

/** Proof that a person was verified in one ceremony. Made by that ceremony only. */
export class UserVerification {
  readonly #ceremony: Ceremony
  readonly method: VerificationMethod

  constructor(mint: typeof MINT, ceremony: Ceremony, method: VerificationMethod) {
    if (mint !== MINT)
      throw new WebAuthnError('ceremony.internal', 'Only a ceremony confirms user verification.')
    this.#ceremony = ceremony
    this.method = method
  }

  /** Whether the token was made in the given ceremony. False for anything else; never throws. */
  static isOf(token: unknown, ceremony: Ceremony): boolean {
    return (
      typeof token === 'object' &&
      token !== null &&
      #ceremony in token &&
      token.#ceremony === ceremony
    )
  }
}

/**
 * One create or get, from its request to its answer. A user gate receives it with the question and
 * makes its tokens at the moment when a person really acted: the UP and UV flags come from these
 * tokens, and a token of another ceremony is worth nothing.
 */
export class Ceremony {
  /** To be called by a user gate when the person acted. */
  confirmPresence(): UserPresence {
    return new UserPresence(MINT, this)
  }

  /** To be called by a user gate when a check of the person succeeded, and at no other time. */
  confirmVerification(method: VerificationMethod): UserVerification {
    return new UserVerification(MINT, this, method)
  }

  /**
   * The UP, UV, BE and BS bits (WebAuthn Level 3 section 6.1).
   *
   * @throws {WebAuthnError} `ceremony.user-not-verified` for a missing presence or a token of
   *   another ceremony
   */
  flags(
    gesture: { presence: UserPresence; verification?: UserVerification },
    backup: { backupEligible: boolean; backupState: boolean },
  ): GestureFlags {
    const { presence, verification } = gesture
    if (
      !UserPresence.isOf(presence, this) ||
      (verification !== undefined && !UserVerification.isOf(verification, this))
    ) {
      throw new WebAuthnError(
        'ceremony.user-not-verified',
        'The presence or verification is of another ceremony.',
      )
    }
    return (FLAG.userPresent |
      (verification === undefined ? 0 : FLAG.userVerified) |
      (backup.backupEligible ? FLAG.backupEligible : 0) |
      (backup.backupEligible && backup.backupState ? FLAG.backupState : 0)) as GestureFlags
  }
}
