import { shardOf } from '../../accounts.ts'
import { currentContent, loadAccount } from '../account/load.ts'
import { indexChangeOf } from '../account/stage.ts'
import type { VaultContext } from '../context.ts'
import { isDamaged, unlessDamaged } from '../rows/damage.ts'
import { ALL_OPENED, openedAccount, shardKey } from '../rows/row-keys.ts'
import { explained, type Reading, transact } from '../rows/transaction.ts'
import type { IndexedAccount } from './memory.ts'
import { openShard } from './shard-row.ts'
import { type IndexChange, shapeOf, stageIndex } from './stage.ts'

/** Accounts of a rebuilt index that are written in one batch. */
const ACCOUNTS_PER_BATCH = 64
const ROWS_PER_PAGE = 500

/** Fills memory from the shards, and makes those that are lost or damaged again from the profiles. */
export async function openIndex(context: VaultContext): Promise<void> {
  try {
    const count = await shapeOf(context.replica)
    if (count === undefined) return await repairIndex(context, () => true)
    const { accounts, damaged } = await readShards(context, count)
    context.memory.put(accounts)
    if (damaged.size > 0)
      await repairIndex(context, (accountId) => damaged.has(shardOf(accountId, count)))
  } catch (error) {
    throw explained(error)
  }
}

/**
 * Follows what another tab or process has written: memory takes it in, and who watches is told
 * which accounts changed.
 */
export async function refreshIndex(context: VaultContext): Promise<void> {
  const { memory, replica } = context
  const count = await shapeOf(replica)
  if (count === undefined) return
  const { accounts, damaged } = await readShards(context, count)
  const changed = memory.put(accounts)
  const there = new Set(accounts.map(({ accountId }) => accountId))
  const gone = [...memory.rows.keys()].filter(
    (accountId) => !there.has(accountId) && !damaged.has(shardOf(accountId, count)),
  )
  for (const accountId of gone) memory.remove(accountId)
  memory.tell([...changed, ...gone])
}

async function readShards(
  context: VaultContext,
  count: number,
): Promise<{ accounts: IndexedAccount[]; damaged: ReadonlySet<number> }> {
  const rows = new Map((await context.replica.list('index')).map(({ key, value }) => [key, value]))
  const accounts: IndexedAccount[] = []
  const damaged = new Set<number>()
  for (let number = 0; number < count; number += 1) {
    const row = rows.get(shardKey(count, number))
    try {
      if (row === undefined) damaged.add(number)
      else accounts.push(...(await openShard(context, count, number, row)).values())
    } catch (error) {
      if (!isDamaged(error)) throw error
      damaged.add(number)
    }
  }
  return { accounts, damaged }
}

/** Makes the entries of these accounts again from their profiles. */
async function repairIndex(
  context: VaultContext,
  isMissing: (accountId: string) => boolean,
): Promise<void> {
  let after = ALL_OPENED
  for (;;) {
    const rows = await context.replica.list('keys', { after, limit: ROWS_PER_PAGE })
    const accountIds = rows.flatMap(({ key }) => openedAccount(key) ?? [])
    await repairSome(context, accountIds.filter(isMissing))
    const last = rows.at(-1)
    if (last === undefined || openedAccount(last.key) === undefined) return
    after = last.key
  }
}

async function repairSome(context: VaultContext, accountIds: readonly string[]): Promise<void> {
  for (let from = 0; from < accountIds.length; from += ACCOUNTS_PER_BATCH) {
    const batch = accountIds.slice(from, from + ACCOUNTS_PER_BATCH)
    const settle = await transact(context.replica, async (draft) => {
      const changes: IndexChange[] = []
      for (const accountId of batch)
        changes.push(...((await changeOf(context, draft, accountId)) ?? []))
      return stageIndex(context, draft, changes)
    })
    settle()
  }
}

/** Nothing for an account that can't be opened: no other one is held up by it. */
function changeOf(
  context: VaultContext,
  read: Reading,
  accountId: string,
): Promise<IndexChange[] | undefined> {
  return unlessDamaged(async () => {
    const stored = await loadAccount(context, read, accountId)
    const content = stored && (await currentContent(context, read, stored))
    return content && stored && [indexChangeOf(accountId, stored.relation, content.profile)]
  })
}
