export type { CosignAsk } from './provider/cosign-ask.ts'
export { type Candidate, candidatesOf, choiceOf } from './provider/candidates.ts'
export { GateError } from './provider/error.ts'
export { closedGate, type Gate, type GateFacts, type GateRefusal } from './provider/gates.ts'
export type {
  AccountAnswer,
  AccountChoice,
  AccountQuestion,
  ApprovalState,
  PasskeyChoice,
  Person,
  Verification,
} from './provider/person.ts'
export { createPasskey, type Provider, signIn } from './provider/provider.ts'
export type { ProviderCreate, ProviderGet, Surface } from './provider/request.ts'
export { type Answered, answerRequest } from './provider/answer/answer.ts'
export type {
  AnswerPorts,
  ProviderDevice,
  SystemPerson,
  TrustQuestion,
  TurnedOn,
} from './provider/answer/ports.ts'
export { listingSource, type ListingSource } from './provider/listing/listing.ts'
export { type IndexParams, type ReplaceIndex, tellIndex } from './provider/listing/tell.ts'
export { OriginError, type OriginReason } from './provider/origin/error.ts'
export {
  knownApps,
  type KnownApps,
  type LinkedApp,
  type TrustedApp,
} from './provider/origin/known.ts'
export { parsePrivilegedList, type PrivilegedList } from './provider/origin/privileged.ts'
export { acceptSignedList, type SignedList, signList } from './provider/origin/signed-list.ts'
export { privilegedBrowsers } from './provider/origin/shipped-list.ts'
export { type SealedRows, sealedRows } from './provider/rows.ts'
export { failureCodeOf } from './provider/system/failure.ts'
export type { FailureCode, SystemRequest, SystemResult } from './provider/system/types.ts'
export { confirmPasskey, type Unconfirmed, unconfirmedPasskeys } from './provider/unconfirmed.ts'
export { recordSignIn } from './provider/store.ts'
