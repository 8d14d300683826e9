import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { PasskeyPort } from '@keyward/keyholder/session'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'

const ALGORITHMS = [-8, -7, -257]

/** The passkeys of this page's browser; undefined where it has none. */
export function passkeysHere(): PasskeyPort | undefined {
  return 'PublicKeyCredential' in globalThis ? browserPasskeys(navigator.credentials) : undefined
}

/** How the browser tells what a request was answered with. */
type Credentials = Pick<CredentialsContainer, 'create' | 'get'>

/**
 * Passkeys for Keyward itself by the browser's WebAuthn. Rejects with its DOMException when the person
 * declines.
 *
 * @param ownRpId the RP ID of all of them, whatever the server's is: the extension's are made under
 *   its own origin, so that no web page can ask for what opens it
 */
export function browserPasskeys(credentials: Credentials, ownRpId?: string): PasskeyPort {
  return {
    async get({ rpId, challenge, prfInput, allow }) {
      const publicKey: PublicKeyCredentialRequestOptions = {
        rpId: ownRpId ?? rpId,
        challenge: bytes(challenge),
        userVerification: 'required',
        allowCredentials: allow.map((id) => ({ type: 'public-key', id: bytes(id) })),
        extensions: { prf: { eval: { first: new Uint8Array(prfInput) } } },
      }
      const found = required(await credentials.get({ publicKey }))
      return { credential: assertionOf(found), prf: prfOf(found) }
    },
    async create({ rpId, challenge, prfInput, userHandle, userName }) {
      const publicKey: PublicKeyCredentialCreationOptions = {
        rp: { id: ownRpId ?? rpId, name: 'Keyward' },
        user: { id: new Uint8Array(userHandle), name: userName, displayName: userName },
        challenge: bytes(challenge),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        attestation: 'none',
        extensions: { prf: { eval: { first: new Uint8Array(prfInput) } } },
      }
      const made = required(await credentials.create({ publicKey }))
      return { credential: registrationOf(made), prf: prfOf(made) }
    },
  }
}

function required(credential: Credential | null): PublicKeyCredential {
  if (credential === null) throw new TypeError('The browser answered without a passkey.')
  return credential as PublicKeyCredential
}

function commonOf(credential: PublicKeyCredential) {
  const id = encodeBase64url(new Uint8Array(credential.rawId))
  const { authenticatorAttachment } = credential
  const attachment = isAttachment(authenticatorAttachment) ? { authenticatorAttachment } : {}
  // The result of the PRF is a secret: nothing of the extensions leaves the device.
  return { id, rawId: id, type: 'public-key' as const, ...attachment, clientExtensionResults: {} }
}

function isAttachment(word: string | null): word is 'platform' | 'cross-platform' {
  return word === 'platform' || word === 'cross-platform'
}

function assertionOf(credential: PublicKeyCredential): AuthenticationResponse {
  const response = credential.response as AuthenticatorAssertionResponse
  const { userHandle } = response
  return {
    ...commonOf(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      ...(userHandle === null ? {} : { userHandle: text(userHandle) }),
    },
  }
}

function registrationOf(credential: PublicKeyCredential): RegistrationResponse {
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    ...commonOf(credential),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

function prfOf(credential: PublicKeyCredential): Uint8Array | undefined {
  const first = credential.getClientExtensionResults().prf?.results?.first
  if (first === undefined) return undefined
  return ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first)
}

function bytes(encoded: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(decodeBase64url(encoded))
}

function text(buffer: ArrayBuffer): string {
  return encodeBase64url(new Uint8Array(buffer))
}
