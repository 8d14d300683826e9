export type {
  Assertion,
  EddsaRequest,
  Es256Request,
  Rs256Request,
  SigningRequest,
} from './assertion/assertion.ts'
export {
  type Deal,
  hashPublicKey,
  hashSealedShare,
  MAX_COUNT,
  MAX_DEAL_BYTES,
  parseDeal,
  type SignedDeal,
} from './deal/deal.ts'
export { CosigningError, type CosigningRule } from './error.ts'
export { acceptDeal, type AcceptedDeal, type ExpectedDeal } from './grantee/accept-deal.ts'
export {
  type EddsaGranteeShare,
  finishEddsa,
  parseEddsaShare,
  type PendingEddsa,
  startEddsa,
} from './grantee/eddsa.ts'
export { finishEs256, type PendingEs256, startEs256 } from './grantee/es256.ts'
export { type Es256Row, parseEs256Row, parseEs256Rows } from './grantee/es256-row.ts'
export {
  finishRs256,
  parseRs256Share,
  type PendingRs256,
  type Rs256GranteeShare,
  startRs256,
} from './grantee/rs256.ts'
export type { ModExp, ModExpInput } from './modexp/port.ts'
