import { encodeBase64url, encodeUtf8 } from '@keyward/codec'
import { makeDealInTurns, signDeal } from '@keyward/cosigning/dealer'
import { sha256 } from '@keyward/primitives/hash'
import type { PushDeals } from '@keyward/protocol'
import { sealDealShare } from '@keyward/vault/deal'
import type { Passkey } from '../../accounts.ts'
import type { SharingPorts } from '../ports.ts'
import type { DueDeal } from './due.ts'

/** The signer that deals are made for. */
export interface KnownSigner {
  readonly signerId: string
  readonly signerKey: Uint8Array
}

/**
 * Makes a deal: splits the key, seals each half to its side, and signs what it is. Others get a turn
 * in between; when the session locks meanwhile, it ends.
 *
 * @throws {KeyholderError} `session.locked`; {CosigningError} `deal.*`; {VaultError} `wrapped.*`
 */
export async function makeSealedDeal(
  { context }: Pick<SharingPorts, 'context'>,
  signer: KnownSigner,
  due: DueDeal,
): Promise<PushDeals['deals'][number]> {
  const { platform, unlocked } = context
  const { random } = platform
  const { accountId, deviceId, passkey } = due
  const turn = async (): Promise<void> => {
    await platform.wait(0)
    unlocked()
  }
  const share = await makeDealInTurns(passkey.pair(), due.count, random, turn)
  const { dealId } = share
  const halves = { signer: share.exportForSigner(), device: share.exportForGrantee() }
  try {
    const seal = (holder: 'signer' | 'device', holderId: string, key: Uint8Array) =>
      sealDealShare(random, key, { holder, dealId, holderId }, halves[holder])
    const forSigner = await seal('signer', signer.signerId, signer.signerKey)
    const forDevice = await seal('device', deviceId, due.wrapping)
    const terms = { accountId, deviceId, ...signer, ...aboutPasskey(passkey.passkey) }
    const deal = signDeal(unlocked().deviceKey, share, terms, forDevice)
    return {
      deal: encodeBase64url(deal),
      forSigner: encodeBase64url(forSigner),
      forDevice: encodeBase64url(forDevice),
      replaces: due.replaces,
    }
  } finally {
    share.wipe()
    halves.signer.fill(0)
    halves.device.fill(0)
  }
}

/** What a deal says of its passkey beside the public key. */
function aboutPasskey({ rpId, backupEligible, backupState }: Passkey) {
  const eligible = backupEligible ? ('eligible' as const) : ('none' as const)
  const backup = backupState ? ('backed-up' as const) : eligible
  return { rpIdHash: sha256(encodeUtf8(rpId)), backup }
}
