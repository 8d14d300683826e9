/**
 * Options as the ceremonies use them: already coerced, all bytes copied, defaults filled in.
 * WebAuthn Level 3, sections 5.4, 5.5, 5.8.3.
 */

export type UserVerificationRequirement = 'required' | 'preferred' | 'discouraged'
export type ResidentKeyRequirement = 'required' | 'preferred' | 'discouraged'
export type AttestationConveyance = 'none' | 'indirect' | 'direct' | 'enterprise'

export interface CredentialDescriptor {
  readonly type: 'public-key'
  readonly id: Uint8Array
  /** As given; unknown values kept, so that they can be ignored by name. */
  readonly transports: readonly string[]
}

export interface PrfValues {
  readonly first: Uint8Array
  readonly second?: Uint8Array
}

export interface PrfInput {
  readonly eval?: PrfValues
  /** Keys are unpadded base64url credential IDs, exactly as the RP gave them. */
  readonly evalByCredential?: ReadonlyMap<string, PrfValues>
}

export type CredentialProtectionPolicy =
  | 'userVerificationOptional'
  | 'userVerificationOptionalWithCredentialIDList'
  | 'userVerificationRequired'

/** Known extensions only: unknown ones are ignored on the way in. */
export interface ExtensionInputs {
  readonly credProps?: boolean
  readonly prf?: PrfInput
  readonly credentialProtectionPolicy?: CredentialProtectionPolicy
  readonly enforceCredentialProtectionPolicy?: boolean
}

export interface CreationOptions {
  readonly rp: { readonly id?: string; readonly name: string }
  readonly user: { readonly id: Uint8Array; readonly name: string; readonly displayName: string }
  readonly challenge: Uint8Array
  /** In the RP's order; entries of unknown `type` are dropped; the defaults fill an empty list. */
  readonly algorithms: readonly number[]
  /** Milliseconds. */
  readonly timeout?: number
  readonly excludeCredentials: readonly CredentialDescriptor[]
  readonly authenticatorAttachment?: 'platform' | 'cross-platform'
  readonly residentKey: ResidentKeyRequirement
  readonly userVerification: UserVerificationRequirement
  readonly hints: readonly string[]
  readonly attestation: AttestationConveyance
  readonly attestationFormats: readonly string[]
  readonly extensions: ExtensionInputs
}

export interface RequestOptions {
  readonly challenge: Uint8Array
  readonly timeout?: number
  readonly rpId?: string
  readonly allowCredentials: readonly CredentialDescriptor[]
  readonly userVerification: UserVerificationRequirement
  readonly hints: readonly string[]
  readonly extensions: ExtensionInputs
}
