import type { VaultContext } from '../vault/context.ts'
import { isDamaged } from '../vault/rows/damage.ts'
import { openRow, sealRow } from '../vault/rows/sealed-row.ts'
import type { Draft, Reading } from '../vault/rows/transaction.ts'

/** Rows of sharing in the replica, all of them in one collection, and each sealed at its place. */
export const COLLECTION = 'member'

/** This device's own key for deals. */
export const DEAL_KEY_ROW = 'deals/key'
/** How far this device has come with its deals. */
export const STATE_ROW = 'deals/state'
/** The member's grants that are no ownership, as the server told them last. */
export const GRANTS_ROW = 'deals/grants'

const HELD = 'deals/held/'
const PART = 'deals/part/'
const TERMS = 'deals/terms/'
const FOLLOWING = 'deals/following/'
const FOLLOWED = 'deals/followed/'
const LOOKED_THROUGH = 'deals/collections/'

/**
 * That a deal was taken in once, for good: were it taken in again after it has ended, rows that were
 * used would be used a second time, and two signatures with one nonce give the key away.
 */
export function seenKey(dealId: string): string {
  return `deals/seen/${dealId}`
}

/** Below all deals that are held here. */
export const ALL_HELD = HELD
/** Below all terms that wait to be sent. */
export const ALL_TERMS = TERMS
/** Below all terms that wait to be sent unless the server has the same limits. */
export const ALL_FOLLOWING = FOLLOWING

/** A deal for the passkey of this name (`passkeyName`). */
export function heldKey(passkey: string, dealId: string): string {
  return `${HELD}${passkey}/${dealId}`
}

/** Below all deals for one passkey. */
export function heldFor(passkey: string): string {
  return `${HELD}${passkey}/`
}

/** The deal in such a key. */
export function dealOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1)
}

/** One row of a deal of ES256. */
export function partKey(dealId: string, index: number): string {
  return `${PART}${dealId}/${String(index).padStart(4, '0')}`
}

/** Below all rows of a deal. */
export function partsOf(dealId: string): string {
  return `${PART}${dealId}/`
}

/** The index in such a key. */
export function indexOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('/') + 1))
}

/** Terms of one grant that wait to be sent. */
export function termsKey(accountId: string, memberId: string): string {
  return `${TERMS}${accountId}/${memberId}`
}

/** The same of terms that follow those of a collection. */
export function followingKey(accountId: string, memberId: string): string {
  return `${FOLLOWING}${accountId}/${memberId}`
}

/** The account and member in such a key. */
export function grantOf(key: string): { readonly accountId: string; readonly memberId: string } {
  const [memberId = '', accountId = ''] = key.split('/').toReversed()
  return { accountId, memberId }
}

/** The limits of collections that those who have an account by one were given last. */
export function followedKey(accountId: string): string {
  return `${FOLLOWED}${accountId}`
}

/** As what a collection was when the accounts in it were looked through. */
export function lookedThroughKey(collectionId: string): string {
  return `${LOOKED_THROUGH}${collectionId}`
}

/** The row's content; undefined when there is none, or it can't be opened. */
export async function readRow(
  context: VaultContext,
  read: Reading,
  key: string,
): Promise<Uint8Array | undefined> {
  const row = await read.get(COLLECTION, key)
  if (row === undefined) return undefined
  try {
    return await openRow(context, COLLECTION, key, row)
  } catch (error) {
    if (isDamaged(error)) return undefined
    throw error
  }
}

export async function putRow(
  context: VaultContext,
  draft: Draft,
  key: string,
  content: Uint8Array,
): Promise<void> {
  draft.put(COLLECTION, key, await sealRow(context, COLLECTION, key, content))
}

/** The keys of all rows below a prefix, in their order. */
export async function keysBelow({ replica }: VaultContext, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for (let after = prefix; ;) {
    const rows = await replica.list(COLLECTION, { after, limit: 500 })
    const own = rows.map(({ key }) => key).filter((key) => key.startsWith(prefix))
    keys.push(...own)
    const last = own.at(-1)
    if (last === undefined || own.length < rows.length || rows.length < 500) return keys
    after = last
  }
}
