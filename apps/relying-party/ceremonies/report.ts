import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import {
  convertAAGUIDToString,
  cose,
  decodeAttestationObject,
  decodeClientDataJSON,
  decodeCredentialPublicKey,
  isoBase64URL,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers'
import type { Passkey } from '../store/passkeys.ts'
import type { CeremonyKind, CeremonyReport } from '../store/records.ts'

/** Reads all that can be read from a registration's answer, before anything is verified. */
export function reportRegistration(
  response: RegistrationResponseJSON,
  rpId: string,
  at: number,
): CeremonyReport {
  const attestation = attempt(() =>
    decodeAttestationObject(isoBase64URL.toBuffer(response.response.attestationObject)),
  )
  const data = attempt(() => attestation && parseAuthenticatorData(attestation.get('authData')))
  const key = data?.credentialPublicKey
  return {
    ...reportCommon('registration', response, data, rpId, at),
    aaguid: data?.aaguid && attempt(() => convertAAGUIDToString(data.aaguid!)),
    algorithm: key && attempt(() => decodeCredentialPublicKey(key).get(cose.COSEKEYS.alg)),
    transports: response.response.transports,
    attestationFormat: attestation?.get('fmt'),
  }
}

/** Reads all that can be read from a sign-in's answer, before anything is verified. */
export function reportSignIn(
  response: AuthenticationResponseJSON,
  passkey: Passkey | undefined,
  rpId: string,
  at: number,
): CeremonyReport {
  const data = attempt(() =>
    parseAuthenticatorData(isoBase64URL.toBuffer(response.response.authenticatorData)),
  )
  return {
    ...reportCommon('sign-in', response, data, rpId, at),
    aaguid: passkey?.aaguid,
    algorithm: passkey?.algorithm,
    transports: passkey?.transports,
    attestationFormat: passkey?.attestationFormat,
    userHandle: response.response.userHandle,
  }
}

function reportCommon(
  kind: CeremonyKind,
  response: RegistrationResponseJSON | AuthenticationResponseJSON,
  data: ReturnType<typeof parseAuthenticatorData> | undefined,
  rpId: string,
  at: number,
): CeremonyReport {
  const clientData = attempt(() => decodeClientDataJSON(response.response.clientDataJSON))
  const { up: UP, uv: UV, be: BE, bs: BS, at: AT, ed: ED } = data?.flags ?? {}
  return {
    kind,
    at,
    flags: data && ({ UP, UV, BE, BS, AT, ED } as CeremonyReport['flags']),
    signCount: data?.counter,
    credentialId: response.id,
    authenticatorAttachment: response.authenticatorAttachment,
    origin: typeof clientData?.origin === 'string' ? clientData.origin : undefined,
    rpId,
    clientExtensions: response.clientExtensionResults,
    authenticatorExtensions: data?.extensionsData,
    clientData,
    response,
  }
}

/** A refused answer may be broken anywhere; the report then simply lacks that part. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
