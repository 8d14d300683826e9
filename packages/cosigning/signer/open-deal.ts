import { equalBytes } from '@keyward/codec'
import { CosigningError } from '../error.ts'
import { openDeal, type OwnedAccount, type VerifiedDeal } from '../deal/verify.ts'

/** What a signer is known by. */
export interface SignerIdentity {
  readonly signerId: string
  /** K, its HPKE public key. */
  readonly signerKey: Uint8Array
}

/**
 * Reads a deal that is brought to this signer, and finds it signed by one of the account's owners.
 *
 * @throws {CosigningError} as `parseDeal`; `deal.account`, `deal.signature`; `deal.signer` when it was
 *   made for another signer, or for a key that this one had before
 */
export function openDealForSigner(
  encoded: Uint8Array,
  account: OwnedAccount,
  signer: SignerIdentity,
): VerifiedDeal {
  const deal = openDeal(encoded, account)
  if (deal.signerId !== signer.signerId || !equalBytes(deal.signerKey, signer.signerKey))
    throw new CosigningError('deal.signer', 'The deal was made for another signer.')
  return deal
}
