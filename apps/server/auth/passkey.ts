import { decodeBase64url, encodeBase64url } from '@keyward/codec'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

/** Where passkeys for Keyward itself are made and used. */
export interface PasskeySite {
  readonly origin: string
  readonly rpId: string
  /**
   * The browser extension, which has passkeys of its own under its own origin: no web page can ask
   * for those. null for none.
   */
  readonly extensionId: string | null
}

/** ES256, EdDSA and RS256 (COSE). */
const ALGORITHMS = [-7, -8, -257]

/** A new passkey, or undefined when it is none for this challenge and site, or without verified user. */
export async function newPasskey(
  site: PasskeySite,
  challenge: string,
  response: RegistrationResponse,
): Promise<{ credentialId: Uint8Array; publicKey: Uint8Array; signCount: number } | undefined> {
  const { verifyRegistrationResponse } = await library()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      ...expectedOf(site, response.response.clientDataJSON),
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!verified) return undefined
    const { id, publicKey, counter } = registrationInfo.credential
    return { credentialId: decodeBase64url(id), publicKey, signCount: counter }
  } catch {
    // The library throws for every reason why it is none.
    return undefined
  }
}

/** The passkey's new signature counter, or undefined when it did not sign in. */
export async function passkeySignIn(
  site: PasskeySite,
  challenge: string,
  response: AuthenticationResponse,
  passkey: {
    readonly credentialId: Uint8Array
    readonly publicKey: Uint8Array
    readonly signCount: number
  },
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await library()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      ...expectedOf(site, response.response.clientDataJSON),
      requireUserVerification: true,
      credential: {
        id: encodeBase64url(passkey.credentialId),
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.signCount,
      },
    })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined
  }
}

/**
 * The web app's origin and RP ID, or the extension's, whose RP ID Chromium makes its whole origin:
 * never one of each.
 */
function expectedOf(
  { origin, rpId, extensionId }: PasskeySite,
  clientDataJSON: string,
): { readonly expectedOrigin: string; readonly expectedRPID: string } {
  const extension = `chrome-extension://${extensionId ?? ''}`
  return extensionId !== null && originIn(clientDataJSON) === extension
    ? { expectedOrigin: extension, expectedRPID: extension }
    : { expectedOrigin: origin, expectedRPID: rpId }
}

/** What the client data says; the library checks it. Throws for what is no client data. */
function originIn(clientDataJSON: string): unknown {
  const text = new TextDecoder().decode(decodeBase64url(clientDataJSON))
  return (JSON.parse(text) as { readonly origin?: unknown } | null)?.origin
}

/** Loaded when the first passkey comes: it takes much memory, and many servers never see one. */
function library() {
  return import('@simplewebauthn/server')
}
