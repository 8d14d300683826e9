export {
  type ContinuityContext,
  type ContinuityKeyKind,
  continuityKeysetContext,
} from './continuity/context.ts'
export { makeContinuity, type SealedContinuity } from './continuity/make.ts'
export { openContinuity } from './continuity/open.ts'
export { ContinuityShare } from './continuity/share.ts'
export { VaultError, type VaultRule } from './error.ts'
