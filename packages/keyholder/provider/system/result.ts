import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import type { SystemCreate, SystemGet, SystemResult } from './types.ts'

/** The answer to a request for a new passkey, as its system takes it. */
export function createResult(request: SystemCreate, response: RegistrationResponse): SystemResult {
  if (request.platform !== 'ios') return { responseJson: JSON.stringify(response) }
  const { prf } = response.clientExtensionResults
  return {
    credentialId: response.id,
    attestationObject: response.response.attestationObject,
    rpId: request.rpId,
    clientDataHash: request.clientDataHash,
    ...(prf === undefined ? {} : { prf }),
  }
}

/** The answer to a request to sign in, as its system takes it. */
export function getResult(request: SystemGet, response: AuthenticationResponse): SystemResult {
  if (request.platform !== 'ios') return { responseJson: JSON.stringify(response) }
  const { prf } = response.clientExtensionResults
  const { userHandle, signature, authenticatorData } = response.response
  return {
    credentialId: response.id,
    userHandle,
    rpId: request.rpId,
    signature,
    authenticatorData,
    clientDataHash: request.clientDataHash,
    ...(prf === undefined ? {} : { prf }),
  }
}
