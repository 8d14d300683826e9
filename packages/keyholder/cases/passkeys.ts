import { encodeBase64url } from '@keyward/codec'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'
import { testAuthenticator, testClient } from '@keyward/testkit'
import {
  type Caller,
  create,
  creationOptionsFromJSON,
  get,
  requestOptionsFromJSON,
} from '@keyward/webauthn/client'
import { decodeBase64url } from '@keyward/codec'
import type { PasskeyPort } from '../session/ports.ts'

/** A platform's passkeys, made and used by Keyward's own authenticator, as anybody's might be. */
export function testPasskeys(
  origin: string,
  has: { readonly prfAtCreation: boolean; readonly prf?: boolean },
): PasskeyPort {
  const authenticator = testAuthenticator()
  const caller: Caller = { kind: 'origin', origin }
  const prfOf = (outputs: { prf?: { results?: { first: string } } }): Uint8Array | undefined => {
    const first = outputs.prf?.results?.first
    return first === undefined || has.prf === false ? undefined : decodeBase64url(first)
  }
  return {
    async create({ rpId, challenge, prfInput, userHandle, userName }) {
      const options = creationOptionsFromJSON({
        rp: { id: rpId, name: 'Keyward' },
        user: { id: encodeBase64url(userHandle), name: userName, displayName: userName },
        challenge,
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
        extensions: { prf: { eval: { first: encodeBase64url(prfInput) } } },
      })
      const made = await create(testClient, authenticator, { caller, options })
      const { clientExtensionResults, ...rest } = made
      const credential = { ...rest, clientExtensionResults: {} } as unknown as RegistrationResponse
      return { credential, prf: has.prfAtCreation ? prfOf(clientExtensionResults) : undefined }
    },
    async get({ rpId, challenge, prfInput, allow }) {
      const options = requestOptionsFromJSON({
        rpId,
        challenge,
        userVerification: 'required',
        allowCredentials: allow.map((id) => ({ type: 'public-key', id })),
        extensions: { prf: { eval: { first: encodeBase64url(prfInput) } } },
      })
      const { clientExtensionResults, ...rest } = await get(testClient, authenticator, {
        caller,
        options,
      })
      const credential: AuthenticationResponse = { ...rest, clientExtensionResults: {} }
      return { credential, prf: prfOf(clientExtensionResults) }
    },
  }
}
