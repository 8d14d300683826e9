import { decodeBase64url, equalBytes } from '@keyward/codec'
import { hashPublicKey } from '@keyward/cosigning/dealer'
import { CosigningError, openDeviceKey } from '@keyward/cosigning/terms'
import { ES256 } from '@keyward/primitives/keys'
import type { DealingAccount } from '@keyward/protocol'
import { type DeviceId, liveDevice, type MemberId } from '@keyward/workspace/chain'
import { unlessDamaged } from '../../vault/rows/damage.ts'
import { verifiedList } from '../owners.ts'
import type { SharingPorts } from '../ports.ts'
import { type Shareable, sharePasskeys } from './shareable.ts'

/** Sign-ins of a deal to begin with, and at most. */
const FIRST_POOL = 25
const LARGEST_POOL = 1000

/** A deal that has to be made. */
export interface DueDeal {
  readonly accountId: string
  readonly memberId: string
  readonly deviceId: string
  /** The device's key for deals, as the device signed it. */
  readonly wrapping: Uint8Array
  readonly passkey: Shareable
  readonly count: number
  readonly replaces: string | null
}

/** How many sign-ins a deal gets, by those of the last four weeks. */
function poolFor(used28Days: number): number {
  return Math.min(LARGEST_POOL, Math.max(FIRST_POOL, used28Days))
}

/** Below how many a pool is filled again: early enough for Owners who are not there every day. */
function refillBelow(pool: number): number {
  return Math.ceil(pool * 0.4)
}

/**
 * The deals that an account lacks. To whom they may be made is the word of the verified access list
 * and of the membership chain, and to which key that of the device itself: not the server's.
 */
export async function dueDeals(
  ports: SharingPorts,
  told: DealingAccount,
): Promise<readonly DueDeal[]> {
  const { context, vault } = ports
  const { accountId } = told
  const account = await unlessDamaged(() => vault.get(accountId))
  const list = await unlessDamaged(() => verifiedList(context, accountId))
  if (account?.secrets === undefined || list === undefined || account.deletedAt !== undefined)
    return []
  const listed = list.grants.filter(({ role }) => role !== 'owner').map((one) => one.granteeId)
  // Who is to lose the account with the next sync gets nothing any more.
  const wanted = new Set(
    account.grants.filter((one) => one.role !== 'owner').map((one) => one.granteeId),
  )
  const grantees = new Set(listed.filter((id) => wanted.has(id)))
  const { shareable } = sharePasskeys(account)
  return told.devices.flatMap(({ memberId, deviceId, statement }) => {
    if (!grantees.has(memberId)) return []
    const wrapping = deviceKey(ports, { memberId, deviceId, statement })
    if (wrapping === undefined) return []
    return shareable.flatMap((passkey) => {
      const need = needOf(told, deviceId, passkey)
      return need === undefined
        ? []
        : [{ accountId, memberId, deviceId, wrapping, passkey, ...need }]
    })
  })
}

function needOf(
  { deals }: DealingAccount,
  deviceId: string,
  { publicKey }: Shareable,
): Pick<DueDeal, 'count' | 'replaces'> | undefined {
  const hash = hashPublicKey(publicKey)
  const own = deals.filter(
    (deal) => deal.deviceId === deviceId && equalBytes(decodeBase64url(deal.publicKeyHash), hash),
  )
  const hasPool = publicKey.algorithm === ES256
  const newest = own.find(({ dealId }) => !own.some(({ replaces }) => replaces === dealId))
  if (newest === undefined) return { count: hasPool ? FIRST_POOL : 0, replaces: null }
  if (!hasPool || newest.left === null) return undefined
  const pool = poolFor(newest.used28Days)
  return newest.left < refillBelow(pool) ? { count: pool, replaces: newest.dealId } : undefined
}

function deviceKey(
  { context }: SharingPorts,
  told: { readonly memberId: string; readonly deviceId: string; readonly statement: string },
): Uint8Array | undefined {
  const { state } = context.membership
  const { memberId, deviceId } = told
  const device = liveDevice(state, memberId as MemberId, deviceId as DeviceId)
  if (device === undefined || !state.members.has(memberId as MemberId)) return undefined
  const { workspaceId } = context.unlocked()
  const expected = { workspaceId, memberId, deviceId, signing: device.signing }
  try {
    return openDeviceKey(decodeBase64url(told.statement), expected)
  } catch (error) {
    if (error instanceof CosigningError) return undefined
    throw error
  }
}
