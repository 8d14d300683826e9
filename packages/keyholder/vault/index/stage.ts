import { decodeCbor, encodeCbor } from '@keyward/codec'
import { type SearchEntry, shardCount, shardOf } from '../../accounts.ts'
import type { VaultContext } from '../context.ts'
import { isDamaged } from '../rows/damage.ts'
import { SHAPE_KEY, shardKey } from '../rows/row-keys.ts'
import type { Draft, Reading } from '../rows/transaction.ts'
import type { Relation } from '../vault.ts'
import type { IndexedAccount } from './memory.ts'
import { accountsOf, openShard, sealShard, type Shard } from './shard-row.ts'

/** What the index is to say of an account from now on. */
export type IndexChange =
  | {
      readonly accountId: string
      readonly kind: 'put'
      readonly entry: SearchEntry | undefined
      readonly relation: Relation
      readonly isDeleted: boolean
      readonly isUsernameTaken: boolean
      readonly isCollection: boolean
    }
  | { readonly accountId: string; readonly kind: 'remove' }

/** Takes changes that were written into memory, and tells who watches. */
export type Settle = () => void

/** How many shards the replica has; undefined when the index was never written. */
export async function shapeOf(read: Reading): Promise<number | undefined> {
  const row = await read.get('index', SHAPE_KEY)
  const count = row === undefined ? undefined : decodeCbor(row)
  return typeof count === 'number' && count >= 1 ? count : undefined
}

/**
 * Adds to the draft the shards that change: one for one account. What memory is to take in comes
 * back, to be called once the draft is written.
 */
export async function stageIndex(
  context: VaultContext,
  draft: Draft,
  changes: readonly IndexChange[],
): Promise<Settle> {
  if (changes.length === 0) return () => undefined
  const count = (await shapeOf(draft)) ?? 0
  const wanted = shardCount(context.memory.rows.size + changes.length)
  // Never fewer than there are: shards are only ever split.
  const shards = new Map<number, Shard>()
  if (wanted > count) await split(context, draft, count, wanted, shards)
  const now = Math.max(count, wanted)
  const put: IndexedAccount[] = []
  for (const change of changes) {
    const number = shardOf(change.accountId, now)
    const shard = shards.get(number) ?? (await readShard(context, draft, now, number))
    shards.set(number, shard)
    if (change.kind === 'remove') {
      shard.delete(change.accountId)
      continue
    }
    const { kind: _, accountId, entry, ...said } = change
    // Above every earlier one, even of an account that was gone in between.
    const stamp = Math.max((shard.get(accountId)?.row.stamp ?? 0) + 1, context.platform.clock())
    const row = { ...said, stamp }
    const account = { accountId, entry, row }
    shard.set(accountId, account)
    put.push(account)
  }
  for (const [number, shard] of shards)
    draft.put('index', shardKey(now, number), await sealShard(context, now, number, shard))
  return () => {
    for (const { accountId, kind } of changes)
      if (kind === 'remove') context.memory.remove(accountId)
    context.memory.put(put)
    context.memory.tell(changes.map(({ accountId }) => accountId))
  }
}

/** The shard as it is stored; one that is lost or damaged is made again from what memory has. */
async function readShard(
  context: VaultContext,
  draft: Draft,
  count: number,
  number: number,
): Promise<Shard> {
  const row = await draft.get('index', shardKey(count, number))
  try {
    if (row !== undefined) return accountsOf(await openShard(context, count, number, row))
  } catch (error) {
    if (!isDamaged(error)) throw error
  }
  const shard: Shard = new Map()
  for (const [accountId, indexed] of context.memory.rows) {
    if (shardOf(accountId, count) !== number) continue
    shard.set(accountId, { accountId, entry: context.memory.search.get(accountId), row: indexed })
  }
  return shard
}

async function split(
  context: VaultContext,
  draft: Draft,
  from: number,
  to: number,
  into: Map<number, Shard>,
): Promise<void> {
  for (let number = 0; number < to; number += 1) into.set(number, new Map())
  for (let number = 0; number < from; number += 1) {
    for (const account of (await readShard(context, draft, from, number)).values())
      into.get(shardOf(account.accountId, to))?.set(account.accountId, account)
    draft.delete('index', shardKey(from, number))
  }
  draft.put('index', SHAPE_KEY, encodeCbor(to))
}
