import { equalBytes } from '@keyward/codec'
import type { PublicKey } from '@keyward/primitives/keys'
import { hashSealedShare } from '../deal/deal.ts'
import { isSameKey } from '../deal/same-key.ts'
import { openDeal, type OwnedAccount, type VerifiedDeal } from '../deal/verify.ts'
import { CosigningError } from '../error.ts'

declare const accepted: unique symbol

/** A deal that an owner signed for this device, this passkey, and this sealed share. */
export type AcceptedDeal = VerifiedDeal & { readonly [accepted]: true }

/** What a device knows without the server: itself, and the passkey that was shared with its member. */
export interface ExpectedDeal extends OwnedAccount {
  readonly deviceId: string
  readonly publicKey: PublicKey
  /** SHA-256 of the passkey's RP ID. */
  readonly rpIdHash: Uint8Array
  /** What came with the deal, as it was sealed to the device. */
  readonly sealed: Uint8Array
}

/**
 * Reads a deal that came from the server, and refuses what an owner of the account did not sign for
 * this very device, passkey and share.
 *
 * @throws {CosigningError} as `parseDeal`, or `deal.account`, `deal.signature`, `deal.device`,
 *   `deal.public-key`, `deal.rp-id-hash`, `deal.sealed-share`
 */
export function acceptDeal(encoded: Uint8Array, expected: ExpectedDeal): AcceptedDeal {
  const deal = openDeal(encoded, expected)
  if (deal.deviceId !== expected.deviceId)
    throw new CosigningError('deal.device', 'The deal is for another device.')
  if (!isSameKey(deal.publicKey, expected.publicKey))
    throw new CosigningError('deal.public-key', 'The deal is for another passkey.')
  if (!equalBytes(deal.rpIdHash, expected.rpIdHash))
    throw new CosigningError('deal.rp-id-hash', 'The deal is for another site.')
  if (!equalBytes(deal.sealedShareHash, hashSealedShare(expected.sealed)))
    throw new CosigningError('deal.sealed-share', 'What came with the deal is not what it names.')
  return deal as AcceptedDeal
}
