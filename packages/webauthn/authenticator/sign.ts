import { WebAuthnError } from '../error.ts'
import type { CredentialSource } from './credential-source.ts'
import type { Authenticator } from './ports.ts'

/**
 * The assertion signature over authenticatorData ‖ clientDataHash (WebAuthn Level 3 section 6.3.3
 * step 11, and section 8.2 for self-attestation).
 *
 * @throws {WebAuthnError} `ceremony.signing-failed`
 */
export async function signCeremony(
  authenticator: Authenticator,
  source: CredentialSource,
  authenticatorData: Uint8Array,
  clientDataHash: Uint8Array,
): Promise<Uint8Array> {
  try {
    return await authenticator.signer.sign(source, authenticatorData, clientDataHash)
  } catch (error) {
    if (error instanceof WebAuthnError) throw error
    throw new WebAuthnError('ceremony.signing-failed', 'The signature could not be made.', {
      cause: error,
    })
  }
}
