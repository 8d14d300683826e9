export { type Candidate, candidatesOf, choiceOf } from './provider/candidates.ts'
export { GateError } from './provider/error.ts'
export { closedGate, type Gate, type GateFacts, type GateRefusal } from './provider/gates.ts'
export type {
  AccountAnswer,
  AccountChoice,
  AccountQuestion,
  PasskeyChoice,
  Person,
  Verification,
} from './provider/person.ts'
export { createPasskey, type Provider, signIn } from './provider/provider.ts'
export type { ProviderCreate, ProviderGet, Surface } from './provider/request.ts'
