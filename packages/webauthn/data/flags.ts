/** The bits of the flags byte (WebAuthn Level 3 section 6.1). */
export const FLAG = {
  userPresent: 0x01,
  reserved1: 0x02,
  userVerified: 0x04,
  backupEligible: 0x08,
  backupState: 0x10,
  reserved2: 0x20,
  attestedCredentialData: 0x40,
  extensionData: 0x80,
} as const

declare const gesture: unique symbol

/**
 * The UP, UV, BE and BS bits of one ceremony. A plain number does not fit here: these bits come
 * from a ceremony's tokens (`authenticator/ceremony.ts`) or from authenticator data that was parsed,
 * so that no code path can claim a verification that did not happen.
 */
export type GestureFlags = number & { readonly [gesture]: true }
