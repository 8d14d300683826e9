export { VaultError, type VaultRule } from './error.ts'
export type { SecretBytes } from './secret-bytes.ts'
export {
  makeAccountKey,
  type UnlockContext,
  type UnlockMethod,
  type UnlockSecret,
  unwrapAccountKey,
  wrapAccountKey,
} from './unlock/account-key.ts'
export { type ApprovalCode, parseApprovalCode } from './unlock/approval/code.ts'
export {
  type AnsweredComparison,
  answerComparison,
  commitComparison,
  type CommittedComparison,
} from './unlock/approval/comparison.ts'
export type { ApprovalContext, Handover, NewDevice } from './unlock/approval/handover.ts'
export { type ApprovalOffer, offerApproval } from './unlock/approval/offer.ts'
export { type PendingApproval, requestApproval } from './unlock/approval/request.ts'
export { type DeviceKeyPort, unwrapByDevice, wrapByDevice } from './unlock/device.ts'
export {
  encodeOffline,
  makeOffline,
  type OfflinePorts,
  type OfflineRecord,
  offlineSecret,
  parseOffline,
} from './unlock/offline.ts'
export {
  finishLogin,
  finishRegistration,
  type PassphraseAttempt,
  type PassphraseLogin,
  type PassphraseRegistration,
  startLogin,
  startRegistration,
} from './unlock/passphrase.ts'
export { passkeyPrfInput, passkeySecret } from './unlock/passkey.ts'
export { kitFromCode, kitToCode } from './unlock/recovery/code.ts'
export {
  kitSecret,
  kitSignInKey,
  makeRecoveryKit,
  type RecoveryKit,
} from './unlock/recovery/kit.ts'
export { kitFromWords, kitToWords } from './unlock/recovery/words.ts'
