export { formatAaguid, KEYWARD_AAGUID } from './data/aaguid.ts'
export {
  type AttestationObject,
  encodeAttestationObject,
  parseAttestationObject,
} from './data/attestation-object.ts'
export {
  type AttestedCredentialData,
  type AuthenticatorData,
  encodeAuthenticatorData,
  parseAuthenticatorData,
} from './data/authenticator-data.ts'
export { type ClientData, encodeClientData, parseClientData } from './data/client-data.ts'
export { encodeCoseKey, parseCoseKey } from './data/cose-key.ts'
export { FLAG, type GestureFlags } from './data/flags.ts'
export { type Rule, WebAuthnError, type WebAuthnErrorName } from './error.ts'
