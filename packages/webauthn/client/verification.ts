import { WebAuthnError } from '../error.ts'
import type { UserVerificationRequirement } from './options/types.ts'

/**
 * The effective user verification requirement (WebAuthn Level 3 sections 5.1.3 and 5.1.4.3). An
 * evaluation of the PRF needs verification and overrides the RP's wish (section 10.1.4), as far as
 * this device can verify.
 *
 * @throws {WebAuthnError} `ceremony.verification-unavailable` where it is required and impossible
 */
export function effectiveVerification(
  requirement: UserVerificationRequirement,
  device: { canVerify: boolean; evaluatesPrf: boolean },
): boolean {
  if (requirement === 'required' && !device.canVerify) {
    throw new WebAuthnError(
      'ceremony.verification-unavailable',
      'The RP requires user verification, which is not possible on this device.',
    )
  }
  return (
    requirement === 'required' ||
    (device.canVerify && (requirement === 'preferred' || device.evaluatesPrf))
  )
}
