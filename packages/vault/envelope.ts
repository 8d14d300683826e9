export { VaultError, type VaultRule } from './error.ts'
export { type EnvelopeContext, NO_PREVIOUS } from './envelope/context.ts'
export { open } from './envelope/open.ts'
export { seal } from './envelope/seal.ts'
export type { Sealing } from './envelope/sealed-form.ts'
export {
  type ExpectedPlace,
  type ExpectedWrite,
  openWrite,
  recallWrite,
  type VerifiedWrite,
  verifyWrite,
} from './envelope/verify.ts'
export {
  type ChainHead,
  encodeWrite,
  type LatestVersions,
  parseWrite,
  type SealedWrite,
  sealWrite,
  type WriteStatement,
} from './envelope/write.ts'
