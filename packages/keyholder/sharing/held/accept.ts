import { encodeUtf8, equalBytes } from '@keyward/codec'
import {
  acceptDeal,
  type AcceptedDeal,
  CosigningError,
  hashPublicKey,
  parseDeal,
  parseEddsaShare,
  parseEs256Rows,
  parseRs256Share,
  type SignedDeal,
} from '@keyward/cosigning/grantee'
import { EDDSA, ES256 } from '@keyward/primitives/keys'
import { sha256 } from '@keyward/primitives/hash'
import { openDealShare, VaultError } from '@keyward/vault/deal'
import type { Passkey } from '../../accounts.ts'
import type { VaultContext } from '../../vault/context.ts'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { publicKeyOf } from '../dealing/shareable.ts'
import { ownDealKey } from '../deal-key.ts'
import { ownerDevices, verifiedList } from '../owners.ts'
import type { SharingPorts } from '../ports.ts'
import { COLLECTION, heldKey, partKey, putRow, seenKey } from '../rows.ts'
import { encodeHeld, heldDeals } from './held.ts'
import { passkeyName } from './passkey-name.ts'

/** What says that a deal was taken in: that the row is there is all. */
const SEEN = Uint8Array.of(1)

/** What became of a deal that came from the server. */
export interface Taken {
  /**
   * `held`: it is kept, or was before. `early`: the account or the passkey is not here yet, and it is
   * asked for again. `refused`: no Owner of the account made it for this device and passkey.
   */
  readonly outcome: 'held' | 'early' | 'refused'
  /** undefined for what can't be read. */
  readonly dealId: string | undefined
}

/**
 * Takes in a deal: signed by a device of one of the Owners whom the verified access list names, for
 * this device, and for a passkey of an account that was shared with the member. Its rows are kept
 * sealed one by one.
 *
 * @throws {KeyholderError} `replica.*`, `session.locked`
 */
export async function takeDeal(
  ports: SharingPorts,
  encoded: Uint8Array,
  sealed: Uint8Array,
): Promise<Taken> {
  let dealId: string | undefined
  try {
    const named = parseDeal(encoded)
    dealId = named.dealId
    return { outcome: await take(ports, named, encoded, sealed), dealId }
  } catch (error) {
    if (error instanceof CosigningError || error instanceof VaultError)
      return { outcome: 'refused', dealId }
    throw error
  }
}

async function take(
  ports: SharingPorts,
  { accountId, dealId, publicKey }: SignedDeal,
  encoded: Uint8Array,
  sealed: Uint8Array,
): Promise<Taken['outcome']> {
  const { context, vault } = ports
  const { deviceId, memberId } = context.unlocked()
  const account = await unlessDamaged(() => vault.get(accountId))
  const list = await unlessDamaged(() => verifiedList(context, accountId))
  const grant = list?.grants.find(({ granteeId }) => granteeId === memberId)
  if (account === undefined || list === undefined || grant === undefined) return 'early'
  // Owners sign by themselves.
  if (grant.role === 'owner') return 'refused'
  const passkey = passkeyOf([...account.profile.passkeys.values()], hashPublicKey(publicKey))
  if (passkey === undefined) return 'early'
  const key = heldKey(passkeyName(passkey.credentialId), dealId)
  if ((await context.replica.get(COLLECTION, key)) !== undefined) return 'held'
  // It has ended, whatever the server says.
  if ((await context.replica.get(COLLECTION, seenKey(dealId))) !== undefined) return 'refused'
  const owners = ownerDevices(context, list).map(({ signing }) => signing)
  const rpIdHash = sha256(encodeUtf8(passkey.rpId))
  const expected = { accountId, deviceId, owners, publicKey, rpIdHash, sealed }
  const deal = acceptDeal(encoded, expected)
  const place = { holder: 'device', dealId, holderId: deviceId } as const
  const opened = await openDealShare(await ownDealKey(ports), place, sealed)
  const [newest] = await heldDeals(context, passkey.credentialId)
  // Behind no other, also where the clock stands still or was put back.
  const at = Math.max(context.platform.clock(), (newest?.at ?? 0) + 1)
  await hold(context, key, { encoded, deal, opened, at })
  opened.fill(0)
  return 'held'
}

async function hold(
  context: VaultContext,
  key: string,
  given: {
    readonly encoded: Uint8Array
    readonly deal: AcceptedDeal
    readonly opened: Uint8Array
    readonly at: number
  },
): Promise<void> {
  const { encoded, deal, opened, at } = given
  const { algorithm } = deal.publicKey
  const rows = algorithm === ES256 ? parseEs256Rows(deal, opened) : []
  // A share that can't be read is refused now, not when somebody wants to sign in.
  if (algorithm === EDDSA) parseEddsaShare(deal, opened)
  else if (algorithm !== ES256) parseRs256Share(deal, opened)
  const share = algorithm === ES256 ? undefined : opened
  const value = encodeHeld(encoded, at, share)
  const seen = seenKey(deal.dealId)
  await transact(context.replica, async (draft) => {
    if ((await draft.get(COLLECTION, seen)) !== undefined) return
    draft.put(COLLECTION, seen, SEEN)
    await putRow(context, draft, key, value)
    for (const row of rows)
      await putRow(context, draft, partKey(deal.dealId, row.index), row.exportBytes())
  })
}

function passkeyOf(passkeys: readonly Passkey[], hash: Uint8Array): Passkey | undefined {
  return passkeys.find((passkey) => {
    const key = publicKeyOf(passkey)
    return key !== undefined && equalBytes(hashPublicKey(key), hash)
  })
}
