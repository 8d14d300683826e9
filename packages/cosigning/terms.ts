export { CosigningError, type CosigningRule } from './error.ts'
export {
  type ApprovedSignIn,
  approves,
  isAbout,
  openApproval,
  parseApproval,
  signApproval,
  type SignedSignInApproval,
  type SignInApproval,
} from './terms/approval.ts'
export {
  DEAL_KEY_BYTES,
  type DeviceKey,
  type ExpectedDevice,
  openDeviceKey,
  parseDeviceKey,
  signDeviceKey,
  type SignedDeviceKey,
} from './terms/device-key.ts'
export {
  encodeLimits,
  type Hours,
  type Limits,
  MAX_SIGN_INS,
  MINUTES_OF_DAY,
  NO_LIMITS,
  parseLimits,
} from './terms/limits.ts'
export { type LimitedUse, type LimitRule, refusedByLimits } from './terms/refused-by-limits.ts'
export { type BoundRequest, signInBinding } from './terms/sign-in-binding.ts'
export type { StatementSigner } from './terms/signers.ts'
export {
  type ExpectedTerms,
  openTerms,
  parseTerms,
  type SignedTerms,
  signTerms,
  type Terms,
} from './terms/terms.ts'
export {
  type ApprovalWindow,
  type ExpectedWindow,
  isOpenAt,
  MAX_WINDOW_MS,
  openWindow,
  parseWindow,
  type SignedApprovalWindow,
  signWindow,
} from './terms/window.ts'
export { isZone } from './terms/zone.ts'
