import { verifyStatement } from '@keyward/primitives/identity'
import { CosigningError } from '../error.ts'
import { DEAL } from '../labels.ts'
import { dealMap, parseDeal, type SignedDeal } from './deal.ts'

declare const verified: unique symbol

/** A deal whose signature was found to be that of an owner of its account. */
export type VerifiedDeal = SignedDeal & { readonly [verified]: true }

/** What the reader of a deal knows of the account, from its access list. */
export interface OwnedAccount {
  readonly accountId: string
  /** Identity keys of the members who are its owners now. */
  readonly owners: readonly Uint8Array[]
}

/**
 * Reads a deal that one of the owners of this account signed.
 *
 * @throws {CosigningError} as `parseDeal`; `deal.account` when it is for another account;
 *   `deal.signature` when none of the owners signed it
 */
export function openDeal(encoded: Uint8Array, { accountId, owners }: OwnedAccount): VerifiedDeal {
  const deal = parseDeal(encoded)
  if (deal.accountId !== accountId)
    throw new CosigningError('deal.account', 'The deal is for another account.')
  const map = dealMap(deal)
  if (!owners.some((owner) => verifyStatement(owner, DEAL, map, deal.signature)))
    throw new CosigningError('deal.signature', 'No owner of the account signed this deal.')
  return deal as VerifiedDeal
}
