import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'

type ServerRegistration = Parameters<typeof verifyRegistrationResponse>[0]['response']
type ServerAuthentication = Parameters<typeof verifyAuthenticationResponse>[0]['response']

/** What a relying party keeps of a passkey. */
export interface RegisteredPasskey {
  readonly id: string
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
}

export interface Verification {
  readonly origin: string
  readonly rpId: string
  readonly requireUserVerification: boolean
}

/** Verifies a registration with @simplewebauthn/server, a judge that shares no code with Keyward. */
export async function judgeRegistration(
  response: RegistrationResponse,
  challenge: string,
  expected: Verification,
): Promise<RegisteredPasskey & { userVerified: boolean; aaguid: string; format: string }> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: response as unknown as ServerRegistration,
    expectedChallenge: challenge,
    expectedOrigin: expected.origin,
    expectedRPID: expected.rpId,
    requireUserVerification: expected.requireUserVerification,
    supportedAlgorithmIDs: [-7, -8, -257],
  })
  if (!verified) throw new Error('the registration does not verify')
  const { credential, userVerified, aaguid, fmt } = registrationInfo
  return { ...credential, userVerified, aaguid, format: fmt }
}

/** Verifies an assertion with @simplewebauthn/server and returns the new counter. */
export async function judgeAssertion(
  response: AuthenticationResponse,
  challenge: string,
  passkey: RegisteredPasskey,
  expected: Verification,
): Promise<{ counter: number; userVerified: boolean }> {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as unknown as ServerAuthentication,
    expectedChallenge: challenge,
    expectedOrigin: expected.origin,
    expectedRPID: expected.rpId,
    requireUserVerification: expected.requireUserVerification,
    credential: passkey,
  })
  if (!verified) throw new Error('the assertion does not verify')
  return { counter: authenticationInfo.newCounter, userVerified: authenticationInfo.userVerified }
}
