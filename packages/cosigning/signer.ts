export type {
  Assertion,
  EddsaRequest,
  Es256Request,
  Rs256Request,
  SigningRequest,
} from './assertion/assertion.ts'
export {
  type Deal,
  hashDeal,
  hashPublicKey,
  hashSealedShare,
  MAX_COUNT,
  MAX_DEAL_BYTES,
  parseDeal,
  type SignedDeal,
} from './deal/deal.ts'
export type { OwnedAccount, VerifiedDeal } from './deal/verify.ts'
export { CosigningError, type CosigningRule } from './error.ts'
export type { ModExp, ModExpInput } from './modexp/port.ts'
export { answerEddsa } from './signer/answer-eddsa.ts'
export { answerEs256 } from './signer/answer-es256.ts'
export { answerRs256 } from './signer/answer-rs256.ts'
export type { AssertionPolicy } from './signer/check-assertion.ts'
export { checkRequest } from './signer/check-request.ts'
export type { CheckedRequest } from './signer/checked-request.ts'
export { openDealForSigner, type SignerIdentity } from './signer/open-deal.ts'
export { parseSignerShare, type SignerShare } from './signer/signer-share.ts'
