export { callerAt, testAuthenticator, testClient } from './authenticator.ts'
export { fuzzParser, fuzzRuns } from './fuzz.ts'
export { type PersonSettings, testGate, type TestGate } from './gate.ts'
export { creationJson, requestJson } from './options.ts'
export {
  judgeAssertion,
  judgeRegistration,
  type RegisteredPasskey,
  type Verification,
} from './relying-party.ts'
export { sharedJson } from './shared.ts'
export { type KeyKind, W3C_ROWS, type W3cInputs, w3cInputs, type W3cRow } from './w3c-vectors.ts'
export { foreignCoseKey, w3cKeyPair } from './w3c-keys.ts'
