import type { Embedding } from '@keyward/webauthn/client'

/**
 * Provider requests as the shells hand them over and take their answers: the members of the
 * contract between screens and shell, all read already. Bytes are unpadded base64url text.
 */

interface AndroidRequest {
  readonly requestId: string
  readonly platform: 'android'
  /** As the calling app wrote it: not read yet. */
  readonly requestJson: string
  readonly clientDataHash?: string
  readonly caller: AndroidCaller
  readonly isConditional?: boolean
}

/** What the system knows of the calling app. */
export interface AndroidCaller {
  readonly packageName: string
  /** SHA-256 of the signing certificates, the newest first. */
  readonly certificates: readonly string[]
  /** As the caller set it: the system does not check who may. */
  readonly origin?: string
  readonly appName?: string
}

export interface AndroidCreate extends AndroidRequest {
  readonly kind: 'create'
  readonly chosen?: { readonly accountId: string }
}

export interface AndroidGet extends AndroidRequest {
  readonly kind: 'get'
  readonly chosen?: { readonly credentialId: string }
}

interface PrfValuesText {
  readonly first: string
  readonly second?: string
}

export interface PrfText {
  readonly eval?: PrfValuesText
  readonly evalByCredential?: readonly {
    readonly credentialId: string
    readonly values: PrfValuesText
  }[]
}

interface IosRequest {
  readonly requestId: string
  readonly platform: 'ios'
  readonly rpId: string
  readonly clientDataHash: string
  readonly userVerification: 'required' | 'preferred' | 'discouraged'
  readonly isConditional?: boolean
  readonly prf?: PrfText
}

export interface IosCreate extends IosRequest {
  readonly kind: 'create'
  readonly userName: string
  readonly userDisplayName?: string
  readonly userHandle: string
  readonly supportedAlgorithms: readonly number[]
  readonly excludedCredentials: readonly string[]
  readonly appName?: string
  readonly chosen?: { readonly accountId: string }
}

export interface IosGet extends IosRequest {
  readonly kind: 'get'
  readonly allowedCredentials: readonly string[]
  readonly chosen?: { readonly credentialId: string }
}

/** What the extension has attested of the frame that asks; nothing of it is a page's own word. */
export interface BrowserCaller {
  /** ASCII serialisation. */
  readonly origin: string
  /** Where the frame is not of one origin with all its ancestors. */
  readonly embedding?: Embedding
  /** A name that the site gave itself: shown, never believed. */
  readonly siteName?: string
}

interface BrowserRequest {
  readonly requestId: string
  readonly platform: 'browser'
  /** In the form of the WebAuthn JSON dictionaries: not read yet. */
  readonly requestJson: string
  readonly caller: BrowserCaller
  readonly isConditional?: boolean
}

export interface BrowserCreate extends BrowserRequest {
  readonly kind: 'create'
  readonly chosen?: { readonly accountId: string }
}

export interface BrowserGet extends BrowserRequest {
  readonly kind: 'get'
  readonly chosen?: { readonly credentialId: string }
}

export type SystemCreate = AndroidCreate | IosCreate | BrowserCreate
export type SystemGet = AndroidGet | IosGet | BrowserGet

/** What the operating system or a browser asks of its provider. */
export type SystemRequest = SystemCreate | SystemGet

export interface PrfResultText {
  readonly enabled?: boolean
  readonly results?: PrfValuesText
}

/** What goes back to the operating system. */
export type SystemResult =
  | { readonly responseJson: string }
  | {
      readonly credentialId: string
      readonly attestationObject: string
      readonly rpId: string
      readonly clientDataHash: string
      readonly prf?: PrfResultText
    }
  | {
      readonly credentialId: string
      readonly userHandle: string
      readonly rpId: string
      readonly signature: string
      readonly authenticatorData: string
      readonly clientDataHash: string
      readonly prf?: PrfResultText
    }

/** How a request ends without a result. */
export type FailureCode =
  | 'user_cancelled'
  | 'no_credential'
  | 'excluded'
  | 'security'
  | 'interaction_required'
  /** The person wants another device, or the browser's own: told by the screen, never found here. */
  | 'use_browser'
  | 'unknown'
