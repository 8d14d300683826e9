import { encodeBase64url } from '@keyward/codec'
import { encodeSpki } from '@keyward/primitives/keys'
import type { Assertion } from '../authenticator/get-assertion.ts'
import type { MadeCredential } from '../authenticator/make-credential.ts'
import type { PrfPair } from '../authenticator/extensions/prf.ts'
import { encodeAttestationObject } from '../data/attestation-object.ts'
import { parseCoseKey } from '../data/cose-key.ts'
import type { ExtensionInputs } from './options/types.ts'

/** Base64url without padding. */
type Base64URLString = string

export interface PrfOutputs {
  readonly enabled?: boolean
  readonly results?: { readonly first: Base64URLString; readonly second?: Base64URLString }
}

/** AuthenticationExtensionsClientOutputsJSON, as far as Keyward has outputs. */
export interface ExtensionOutputs {
  readonly credProps?: { readonly rk: boolean }
  readonly prf?: PrfOutputs
}

/** RegistrationResponseJSON (WebAuthn Level 3 section 5.1). */
export interface RegistrationResponse {
  readonly id: Base64URLString
  readonly rawId: Base64URLString
  readonly response: {
    readonly clientDataJSON: Base64URLString
    readonly authenticatorData: Base64URLString
    readonly transports: readonly string[]
    /** DER SubjectPublicKeyInfo. */
    readonly publicKey: Base64URLString
    readonly publicKeyAlgorithm: number
    readonly attestationObject: Base64URLString
  }
  readonly authenticatorAttachment: 'platform'
  readonly clientExtensionResults: ExtensionOutputs
  readonly type: 'public-key'
}

/** AuthenticationResponseJSON (WebAuthn Level 3 section 5.1). */
export interface AuthenticationResponse {
  readonly id: Base64URLString
  readonly rawId: Base64URLString
  readonly response: {
    readonly clientDataJSON: Base64URLString
    readonly authenticatorData: Base64URLString
    readonly signature: Base64URLString
    readonly userHandle: Base64URLString
  }
  readonly authenticatorAttachment: 'platform'
  readonly clientExtensionResults: ExtensionOutputs
  readonly type: 'public-key'
}

/** What every Keyward passkey reports, in lexicographical order. */
const TRANSPORTS = ['hybrid', 'internal'] as const

/** Answers a create request; `clientDataJSON` goes in as it was hashed. */
export function registrationResponse(
  made: MadeCredential,
  clientDataJSON: Uint8Array,
  extensions: ExtensionInputs,
): RegistrationResponse {
  const id = encodeBase64url(made.source.id)
  const { attestationObject } = made
  return {
    id,
    rawId: id,
    response: {
      clientDataJSON: encodeBase64url(clientDataJSON),
      authenticatorData: encodeBase64url(attestationObject.authenticatorData),
      transports: [...TRANSPORTS],
      publicKey: encodeBase64url(encodeSpki(parseCoseKey(made.source.publicKey))),
      publicKeyAlgorithm: made.source.algorithm,
      attestationObject: encodeBase64url(encodeAttestationObject(attestationObject)),
    },
    authenticatorAttachment: 'platform',
    clientExtensionResults: {
      // Every passkey is discoverable, whatever was asked for (section 10.1.3).
      ...(extensions.credProps === true ? { credProps: { rk: true } } : {}),
      ...(extensions.prf === undefined
        ? {}
        : { prf: { enabled: true, ...prfResults(made.prfResults) } }),
    },
    type: 'public-key',
  }
}

/** Answers a get request. The user handle is always there. */
export function authenticationResponse(
  assertion: Assertion,
  clientDataJSON: Uint8Array,
  extensions: ExtensionInputs,
): AuthenticationResponse {
  const id = encodeBase64url(assertion.source.id)
  return {
    id,
    rawId: id,
    response: {
      clientDataJSON: encodeBase64url(clientDataJSON),
      authenticatorData: encodeBase64url(assertion.authenticatorData),
      signature: encodeBase64url(assertion.signature),
      userHandle: encodeBase64url(assertion.source.userHandle),
    },
    authenticatorAttachment: 'platform',
    clientExtensionResults:
      extensions.prf === undefined ? {} : { prf: prfResults(assertion.prfResults) },
    type: 'public-key',
  }
}

function prfResults(results: PrfPair | undefined): PrfOutputs {
  if (results === undefined) return {}
  const first = encodeBase64url(results.first)
  return {
    results:
      results.second === undefined ? { first } : { first, second: encodeBase64url(results.second) },
  }
}
