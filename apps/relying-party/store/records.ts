import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'

export type CeremonyKind = 'registration' | 'sign-in'

/** What a developer may change about a ceremony. */
export type CeremonySettings = {
  /** COSE algorithm identifiers, most wanted first; at least one. */
  algorithms: number[]
  userVerification: 'required' | 'preferred' | 'discouraged'
  attestation: 'none' | 'direct'
  /** Whether to ask for the `prf` extension. */
  prf: boolean
}

/** What Perch asked for together with a challenge, to hold the answer against. */
export type Asked = {
  settings: CeremonySettings
  /** The credential IDs that were asked for; empty when any passkey would do. */
  allowed: string[]
}

/** What one ceremony brought, for people who build relying parties. Undefined: it was not there. */
export type CeremonyReport = {
  kind: CeremonyKind
  /** Milliseconds since 1970. */
  at: number
  /** Why Perch refused; undefined when everything verified. */
  refusal?: string | undefined
  flags?: Record<'UP' | 'UV' | 'BE' | 'BS' | 'AT' | 'ED', boolean> | undefined
  signCount?: number | undefined
  credentialId: string
  /** In a sign-in, this and the next three come from the registration. */
  aaguid?: string | undefined
  algorithm?: number | undefined
  transports?: string[] | undefined
  attestationFormat?: string | undefined
  authenticatorAttachment?: string | undefined
  userHandle?: string | undefined
  origin?: string | undefined
  rpId: string
  clientExtensions: unknown
  authenticatorExtensions?: unknown
  clientData?: unknown
  /** The answer as it came, without the outputs of `prf`. */
  response: RegistrationResponseJSON | AuthenticationResponseJSON
}
