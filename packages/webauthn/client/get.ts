import { encodeBase64url } from '@keyward/codec'
import { type PrfPair, prfSalts } from '../authenticator/extensions/prf.ts'
import { getAssertion } from '../authenticator/get-assertion.ts'
import type { Authenticator } from '../authenticator/ports.ts'
import { WebAuthnError } from '../error.ts'
import { bindCaller, type Caller, type Client } from './caller.ts'
import { type CancelSignal, unlessCancelled } from './cancel.ts'
import { ofCeremony } from './for-page.ts'
import type { PrfInput, RequestOptions } from './options/types.ts'
import { authenticationResponse, type AuthenticationResponse } from './response.ts'
import { effectiveVerification } from './verification.ts'

export interface GetRequest {
  readonly caller: Caller
  readonly options: RequestOptions
  readonly signal?: CancelSignal
  /** "silent" is refused. A conditional request differs only in how the user gate asks. */
  readonly mediation?: 'conditional' | 'optional' | 'required' | 'silent'
}

/**
 * Signs in with a passkey: [[DiscoverFromExternalSource]] of WebAuthn Level 3 section 5.1.4.2, for
 * the one authenticator that Keyward is.
 *
 * Steps that are elsewhere: the options are read before; the lifetimeTimer runs with the caller,
 * which has a clock and cancels through the signal; hints and transports concern the choice between
 * authenticators; conditional mediation waits for the person in the user gate.
 *
 * @throws {WebAuthnError} with the specification's DOMException names; show `forPage` of it to pages
 */
export function get(
  client: Client,
  authenticator: Authenticator,
  request: GetRequest,
): Promise<AuthenticationResponse> {
  return unlessCancelled(request.signal, async () => {
    const { caller, options } = request
    if (request.mediation === 'silent') {
      throw new WebAuthnError(
        'options.mediation',
        'A passkey is never used silently: ask for another mediation.',
      )
    }
    // Steps 5 to 7 and 10 to 12: origin, RP ID, client data and its hash.
    const binding = await bindCaller(client, caller, {
      type: 'webauthn.get',
      challenge: options.challenge,
      ...(options.rpId === undefined ? {} : { rpId: options.rpId }),
    })
    const { prf } = options.extensions
    // Section 5.1.4.3, steps 1 and 2.
    const requireUserVerification = effectiveVerification(options.userVerification, {
      canVerify: authenticator.gate.canVerify,
      evaluatesPrf: prf?.eval !== undefined || prf?.evalByCredential !== undefined,
    })
    try {
      const assertion = await getAssertion(authenticator, {
        rpId: binding.rpId,
        clientDataHash: binding.clientDataHash,
        // Section 5.1.4.3, step 3; which of them are here is found by the authenticator itself. In a
        // conditional request the list is a filter (step 4), which comes to the same: every passkey
        // is discoverable.
        allowCredentialIds: options.allowCredentials.map(({ id }) => id),
        requireUserVerification,
        extensions: prf === undefined ? {} : { prf: (id) => saltsFor(prf, id) },
        cancelled: () => request.signal?.aborted === true,
      })
      return authenticationResponse(assertion, binding.clientDataJSON, options.extensions)
    } catch (error) {
      throw ofCeremony(error)
    }
  })
}

/** Section 10.1.4, authentication, step 4: the entry for this credential goes before `eval`. */
function saltsFor(prf: PrfInput, credentialId: Uint8Array): PrfPair | undefined {
  const inputs = prf.evalByCredential?.get(encodeBase64url(credentialId)) ?? prf.eval
  return inputs === undefined ? undefined : prfSalts(inputs)
}
