import { CRED_PROTECT } from '../authenticator/credential-source.ts'
import { prfSalts } from '../authenticator/extensions/prf.ts'
import { makeCredential, type MakeCredentialRequest } from '../authenticator/make-credential.ts'
import type { Authenticator } from '../authenticator/ports.ts'
import { WebAuthnError } from '../error.ts'
import { bindCaller, type Caller, type Client } from './caller.ts'
import { type CancelSignal, unlessCancelled } from './cancel.ts'
import { ofCeremony } from './for-page.ts'
import type { CreationOptions, ExtensionInputs } from './options/types.ts'
import { registrationResponse, type RegistrationResponse } from './response.ts'
import { effectiveVerification } from './verification.ts'

export interface CreateRequest {
  readonly caller: Caller
  readonly options: CreationOptions
  readonly signal?: CancelSignal
  /** Conditional creation is never claimed (section 5.8.7) and refused. */
  readonly mediation?: 'conditional' | 'optional' | 'required'
}

/**
 * Creates a passkey: [[Create]] of WebAuthn Level 3 section 5.1.3, for the one authenticator that
 * Keyward is. When it resolves, the passkey is durably stored.
 *
 * Steps that are elsewhere: 1, 3 and 5 when the options are read; 4 and 20 (lifetimeTimer) with the
 * caller, which has a clock and cancels through the signal; 18 (hints) concern the choice between
 * authenticators, of which there is one.
 *
 * @throws {WebAuthnError} with the specification's DOMException names; show `forPage` of it to pages
 */
export function create(
  client: Client,
  authenticator: Authenticator,
  request: CreateRequest,
): Promise<RegistrationResponse> {
  return unlessCancelled(request.signal, async () => {
    const { caller, options } = request
    // Step 2.1 and step 17: conditional creation needs a sign-in that was just mediated by us.
    if (request.mediation === 'conditional') {
      throw new WebAuthnError('options.mediation-create', 'Conditional creation is not offered.')
    }
    // Steps 2, 6, 7, 8, 12, 13, 14.
    const binding = await bindCaller(client, caller, {
      type: 'webauthn.create',
      challenge: options.challenge,
      ...(options.rp.id === undefined ? {} : { rpId: options.rp.id }),
    })
    // Steps 9 and 10: the list of algorithms was filled when the options were read.
    // Step 21, "authenticator becomes available": one that does not fit the selection is passed over.
    if (options.authenticatorAttachment === 'cross-platform') {
      throw new WebAuthnError(
        'ceremony.attachment',
        'The RP asks for a security key, and Keyward is none.',
      )
    }
    const prf = options.extensions.prf?.eval
    const requireUserVerification = effectiveVerification(options.userVerification, {
      canVerify: authenticator.gate.canVerify,
      evaluatesPrf: prf !== undefined,
    })
    // requireResidentKey has no effect: every passkey is discoverable. Enterprise attestation is not given.
    try {
      const made = await makeCredential(authenticator, {
        clientDataHash: binding.clientDataHash,
        rp: { id: binding.rpId, name: options.rp.name },
        user: options.user,
        requireUserVerification,
        algorithms: options.algorithms,
        // The transports of excluded credentials are not looked at (a MAY): they are often wrong.
        excludeCredentialIds: options.excludeCredentials.map(({ id }) => id),
        attestationFormats: formats(options),
        // Step 11.
        extensions: {
          ...credProtect(options.extensions),
          ...(prf === undefined ? {} : { prf: prfSalts(prf) }),
        },
        cancelled: () => request.signal?.aborted === true,
      })
      // Step 21, success. The AAGUID is the same for all Keyward clients and identifies nobody: it stays.
      return registrationResponse(made, binding.clientDataJSON, options.extensions)
    } catch (error) {
      throw ofCeremony(error)
    }
  })
}

/** Step 21: "none" alone where no attestation is wanted; else the RP's formats, packed where it names none. */
function formats(options: CreationOptions): readonly string[] {
  if (options.attestation === 'none' || options.attestation === 'indirect') return ['none']
  return options.attestationFormats.length === 0 ? ['packed'] : options.attestationFormats
}

/** credProtect (CTAP 2.2 section 12.1). Every level is supported, so enforcement never fails. */
function credProtect(
  extensions: ExtensionInputs,
): Pick<MakeCredentialRequest['extensions'], 'credProtect'> {
  const { credentialProtectionPolicy: policy } = extensions
  return policy === undefined ? {} : { credProtect: CRED_PROTECT[policy] }
}
