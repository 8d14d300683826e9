import { equalBytes } from '@keyward/codec'
import {
  hashDeal,
  hashPublicKey,
  hashSealedShare,
  openDealForSigner,
  type SignerIdentity,
  type VerifiedDeal,
} from '@keyward/cosigning/signer'
import type { DeviceId, WorkspaceState } from '@keyward/workspace/chain'
import { Refused } from '../auth/refused.ts'
import type { NewDeal } from '../store/ports/deals.ts'
import { ownersDevices, type SharedAccount } from './account.ts'

/** What came with a deal, as bytes. */
export interface SentDeal {
  readonly deal: Uint8Array
  readonly forSigner: Uint8Array
  readonly forDevice: Uint8Array
  readonly replaces: string | null
}

/** Who asks, and against what it is checked. */
export interface Dealing {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  readonly state: WorkspaceState
  readonly now: number
  readonly signer: SignerIdentity
}

const ALGORITHMS = new Map<number, NewDeal['algorithm']>([
  [-7, 'ES256'],
  [-8, 'EdDSA'],
  [-257, 'RS256'],
])

/**
 * Checks a deal of an account that the visitor owns. Whether the member for whose device it is has
 * the account, the store looks up when it takes it.
 *
 * @throws {CosigningError} as `openDealForSigner`; {Refused} `object_refused`
 */
export function checkDeal(by: Dealing, account: SharedAccount, sent: SentDeal): NewDeal {
  const owners = ownersDevices(account, by.state).map(({ signing }) => signing)
  const { accountId } = account
  const deal = openDealForSigner(sent.deal, { accountId, owners }, by.signer)
  if (!equalBytes(hashSealedShare(sent.forDevice), deal.sealedShareHash))
    throw refused('deal.sealed-share', 'What is sealed to the device is not what the deal names.')
  const device = by.state.devices.get(deal.deviceId as DeviceId)
  if (device === undefined || device.removedAt !== null)
    throw refused('deal.device', 'The deal is for no device of the workspace.')
  return rowOf(by, deal, device.memberId, sent)
}

function rowOf(by: Dealing, deal: VerifiedDeal, memberId: string, sent: SentDeal): NewDeal {
  const { dealId, accountId, deviceId, count } = deal
  const algorithm = ALGORITHMS.get(deal.publicKey.algorithm)
  if (algorithm === undefined) throw refused('deal.malformed', 'The algorithm is not known here.')
  const asking = { memberId: by.memberId, deviceId: by.deviceId, time: by.now }
  const subject = { accountId, dealId, memberId, deviceId, count }
  return {
    workspaceId: by.workspaceId,
    accountId,
    memberId,
    dealId,
    deviceId,
    publicKeyHash: hashPublicKey(deal.publicKey),
    algorithm,
    count,
    signerId: deal.signerId,
    hash: hashDeal(sent.deal),
    bytes: sent.deal,
    forSigner: sent.forSigner,
    forDevice: sent.forDevice,
    replaces: sent.replaces,
    activity: [{ ...asking, event: 'deal-made', subject }],
  }
}

function refused(rule: string, message: string): Refused {
  return new Refused('object_refused', { rule, message })
}
