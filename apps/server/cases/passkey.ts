import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'
import {
  callerAt,
  creationJson,
  requestJson,
  type testAuthenticator,
  testClient,
} from '@keyward/testkit'
import {
  create,
  creationOptionsFromJSON,
  get,
  requestOptionsFromJSON,
} from '@keyward/webauthn/client'
import { ORIGIN } from './server.ts'

export { testAuthenticator } from '@keyward/testkit'

export type TestAuthenticator = ReturnType<typeof testAuthenticator>

const REQUIRED = { userVerification: 'required', residentKey: 'required' }

/** A new passkey for Keyward itself, as the browser gives it to the client. */
export async function register(
  authenticator: TestAuthenticator,
  challenge: string,
  origin = ORIGIN,
  selection: object = REQUIRED,
): Promise<RegistrationResponse> {
  const json = creationJson({ challenge, authenticatorSelection: selection })
  const options = creationOptionsFromJSON(json)
  const made = await create(testClient, authenticator, { caller: callerAt(origin), options })
  return { ...(made as unknown as RegistrationResponse), clientExtensionResults: {} }
}

/** A sign-in by it. */
export async function assert(
  authenticator: TestAuthenticator,
  challenge: string,
  userVerification = 'required',
): Promise<AuthenticationResponse> {
  const options = requestOptionsFromJSON(requestJson({ challenge, userVerification }))
  const made = await get(testClient, authenticator, { caller: callerAt(ORIGIN), options })
  return { ...(made as unknown as AuthenticationResponse), clientExtensionResults: {} }
}
