import { type CborValue, encodeCbor, equalBytes } from '@keyward/codec'
import { encodeLimits, type Limits } from '@keyward/cosigning/terms'
import type { VaultContext } from '../../vault/context.ts'
import { asBytes, asText, Fields, record } from '../../vault/rows/fields.ts'
import { transact } from '../../vault/rows/transaction.ts'
import { COLLECTION, followedKey, followingKey, putRow, readRow, termsKey } from '../rows.ts'
import { termsFor } from './stage.ts'

/** Somebody who has an account by a team or a collection. */
interface Follower {
  readonly memberId: string
  /** As what they had it until now; their limits are set already where they had it not. */
  readonly now: string | undefined
  readonly way: { readonly limits: Limits; readonly collectionId: string | null } | undefined
}

/**
 * Lets the limits of those who have an account by a collection follow those that the collection has,
 * which another member may have changed. Limits that were set for one of them stay until then. They
 * are sent with the next sync, unless the server has the same by then from another device.
 *
 * @param followers all who have the account by a team or a collection
 * @throws {KeyholderError} `replica.*`
 */
export async function followLimits(
  context: VaultContext,
  accountId: string,
  followers: readonly Follower[],
): Promise<void> {
  const key = followedKey(accountId)
  const row = await readRow(context, context.replica, key)
  const before = row && parseFollowed(row)
  const after = new Map<string, Uint8Array>()
  const changed = new Map<string, Limits>()
  for (const { memberId, now, way } of followers) {
    if (way === undefined) continue
    const limits = encodeLimits(way.limits)
    const followed = before?.get(memberId)
    const isByCollection = way.collectionId !== null
    if (isByCollection) after.set(memberId, limits)
    // What a team says was applied by who said it, unless a collection was in between.
    const isFollowed = isByCollection ? before !== undefined : followed !== undefined
    const isSame = followed !== undefined && equalBytes(followed, limits)
    if (now !== undefined && isFollowed && !isSame) changed.set(memberId, way.limits)
  }
  const next = after.size === 0 && before === undefined ? undefined : encodeFollowed(after)
  if (next === undefined || (row !== undefined && equalBytes(row, next))) return
  await transact(context.replica, async (draft) => {
    await putRow(context, draft, key, next)
    for (const [memberId, limits] of changed) {
      const terms = termsFor(context, { accountId, memberId, limits, version: 1 })
      await putRow(context, draft, followingKey(accountId, memberId), terms)
      draft.delete(COLLECTION, termsKey(accountId, memberId))
    }
  })
  if (changed.size > 0) context.memory.tell([accountId])
}

function encodeFollowed(followed: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const limits = new Map<string, CborValue>(followed)
  return encodeCbor(record({ limits }))
}

function parseFollowed(row: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const limits = Fields.parse(row).map('limits')
  return new Map(Array.from(limits, ([id, bytes]) => [asText(id), asBytes(bytes)]))
}
