import { type IdentityKey, signStatement } from '@keyward/primitives/identity'
import { type Deal, dealMap, encodeDeal, hashSealedShare, parseDeal } from '../deal/deal.ts'
import { DEAL } from '../labels.ts'
import type { DealerShare } from './dealer-share.ts'

/** What a deal says besides what its dealer made. */
export type DealTerms = Pick<
  Deal,
  'accountId' | 'deviceId' | 'rpIdHash' | 'backup' | 'signerId' | 'signerKey'
>

/**
 * Signs a deal with the owner's identity key.
 *
 * @param sealed what was sealed to the device: the very bytes that it will receive
 * @returns the deal as bytes, which `parseDeal` reads
 * @throws {CosigningError} as `parseDeal`, when it is none that could be read again
 */
export function signDeal(
  key: IdentityKey,
  share: DealerShare,
  terms: DealTerms,
  sealed: Uint8Array,
): Uint8Array {
  const { accountId, deviceId, rpIdHash, backup, signerId, signerKey } = terms
  const { dealId, publicKey, count } = share
  const sealedShareHash = hashSealedShare(sealed)
  const made = { dealId, publicKey, count, sealedShareHash }
  const deal = { ...made, accountId, deviceId, rpIdHash, backup, signerId, signerKey }
  // Read once as it would be received, so that nothing is signed that could not be.
  const { signature: _, ...checked } = parseDeal(
    encodeDeal({ ...deal, signature: new Uint8Array(64) }),
  )
  return encodeDeal({ ...checked, signature: signStatement(key, DEAL, dealMap(checked)) })
}
