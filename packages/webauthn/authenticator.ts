export {
  Ceremony,
  UserPresence,
  UserVerification,
  type VerificationMethod,
} from './authenticator/ceremony.ts'
export {
  CRED_PROTECT,
  type CredentialSource,
  type CredProtect,
  PrfSeeds,
} from './authenticator/credential-source.ts'
export { evaluatePrf, type PrfPair, prfSalts } from './authenticator/extensions/prf.ts'
export {
  type Assertion,
  getAssertion,
  type GetAssertionRequest,
} from './authenticator/get-assertion.ts'
export { localSigner } from './authenticator/local-signer.ts'
export {
  type MadeCredential,
  makeCredential,
  type MakeCredentialRequest,
} from './authenticator/make-credential.ts'
export { memoryStore } from './authenticator/memory-store.ts'
export type {
  Authenticator,
  Awaitable,
  CredentialStore,
  GateAnswer,
  GateQuestion,
  Gesture,
  Signer,
  UserGate,
} from './authenticator/ports.ts'
