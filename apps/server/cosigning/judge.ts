import { equalBytes } from '@keyward/codec'
import { hashDeal } from '@keyward/cosigning/signer'
import {
  approves,
  type BoundRequest,
  type Limits,
  parseApproval,
  parseTerms,
  refusedByLimits,
  signInBinding,
} from '@keyward/cosigning/terms'
import { LIFETIMES } from '@keyward/protocol'
import { Refused } from '../auth/refused.ts'
import type { DealFacts } from '../store/ports/deals.ts'

/** The bit of the authenticator data's flags that says that the user was verified. */
const UV = 0x04

/** A deal that may be used now, with what is known only of such. */
export type LiveFacts = DealFacts & {
  readonly bytes: Uint8Array
  readonly forSigner: Uint8Array
}

/**
 * Whether the deal may be used now at all by this device.
 *
 * @throws {Refused} `deal_unknown`, `deal_replaced`, `signer_changed`, `account_unknown`
 */
export function requireLive(
  facts: DealFacts | undefined,
  by: { readonly memberId: string; readonly deviceId: string },
  signerId: string,
  now: number,
): asserts facts is LiveFacts {
  const isOwn = facts?.deviceId === by.deviceId && facts.memberId === by.memberId
  if (facts === undefined || !isOwn) throw new Refused('deal_unknown')
  const { ended, replacedAt, role, bytes, forSigner } = facts
  const isOver = replacedAt !== null && now - replacedAt >= LIFETIMES.replacedDeal
  if (ended === 'replaced' || (ended === null && isOver)) throw new Refused('deal_replaced')
  if (ended === 'signer' || (ended === null && facts.signerId !== signerId))
    throw new Refused('signer_changed')
  if (ended !== null || role === null || role === 'owner' || bytes === null || forSigner === null)
    throw new Refused('deal_unknown')
  // The row of the ledger names these bytes: a database can't put another deal in their place.
  if (!equalBytes(hashDeal(bytes), facts.hash)) throw new Refused('deal_unknown')
  if (facts.isDeleted) throw new Refused('account_unknown')
}

/** One sign-in, as far as limits have to do with it. */
export interface SignIn {
  readonly request: BoundRequest
  readonly authenticatorData: Uint8Array
  readonly clientDataHash: Uint8Array
  readonly hasReason: boolean
  readonly now: number
}

/** The limits of the grant. @throws {Refused} `terms_missing` */
export function limitsOf({ terms }: DealFacts): Limits {
  if (terms === null) throw new Refused('terms_missing')
  return parseTerms(terms).limits
}

/**
 * Holds a sign-in against the limits of its grant.
 *
 * @returns whether it uses up the approval that it names
 * @throws {Refused} `terms_missing`, `limit_reached`, `approval_needed`
 */
export function requireWithinLimits(facts: DealFacts, signIn: SignIn): boolean {
  const limits = limitsOf(facts)
  const { now } = signIn
  const hasWindow = facts.approvedUntil !== null && now < facts.approvedUntil
  const isApproved = hasWindow || isApprovedAlone(facts, signIn)
  const rule = refusedByLimits(limits, {
    at: now,
    signInsUsed: facts.signInsUsed,
    hasReason: signIn.hasReason,
    isVerified: ((signIn.authenticatorData[32] ?? 0) & UV) !== 0,
    isApproved,
  })
  if (rule === 'limit.approval') throw new Refused('approval_needed', { rule })
  if (rule !== undefined) throw new Refused('limit_reached', { rule })
  return limits.approval && !hasWindow
}

/** By an approval of this very sign-in, which was not used yet. */
function isApprovedAlone({ approval }: DealFacts, signIn: SignIn): boolean {
  if (approval === null || approval.state !== 'approved' || approval.statement === null)
    return false
  if (signIn.now >= approval.expiresAt) return false
  const { approvalId, accountId, dealId } = approval
  const { authenticatorData, clientDataHash } = signIn
  const binding = signInBinding(signIn.request)
  const about = { approvalId, accountId, dealId, binding, authenticatorData, clientDataHash }
  return approves(parseApproval(approval.statement), about)
}
