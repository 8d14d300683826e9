import { callerAt, creationJson, requestJson, testClient } from '@keyward/testkit'
import type { Authenticator } from '../../../authenticator/ports.ts'
import { create } from '../../create.ts'
import { get } from '../../get.ts'
import { creationOptionsFromJSON, requestOptionsFromJSON } from '../../options/json.ts'
import type { AuthenticationResponse, RegistrationResponse } from '../../response.ts'

/** The RP at which the ceremonies are tested. */
export const RP_ID = 'perch.example'
const ORIGIN = `https://${RP_ID}`
export const caller = callerAt(ORIGIN)

/** A registration from JSON; any member of the options can be replaced. */
export function register(
  authenticator: Authenticator,
  changes: Record<string, unknown> = {},
  at = caller,
): Promise<RegistrationResponse> {
  const options = creationOptionsFromJSON(creationJson(changes))
  return create(testClient, authenticator, { caller: at, options })
}

/** A sign-in from JSON. */
export function signIn(
  authenticator: Authenticator,
  changes: Record<string, unknown> = {},
  at = caller,
): Promise<AuthenticationResponse> {
  const options = requestOptionsFromJSON(requestJson(changes))
  return get(testClient, authenticator, { caller: at, options })
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}
