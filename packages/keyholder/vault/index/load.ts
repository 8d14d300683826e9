import { shardCount, shardOf } from '../../accounts.ts'
import { currentContent, loadAccount } from '../account/load.ts'
import { indexChangeOf } from '../account/stage.ts'
import type { VaultContext } from '../context.ts'
import { isDamaged, unlessDamagedInDraft } from '../rows/damage.ts'
import { ALL_OPENED, openedAccount, shardKey } from '../rows/row-keys.ts'
import { explained, type Reading, transact } from '../rows/transaction.ts'
import { accountsOf, emptyShard, openShard, type StoredShard } from './shard-row.ts'
import { type IndexChange, shapeOf, stageIndex } from './stage.ts'

/** Accounts of a rebuilt index that are written in one batch. */
const ACCOUNTS_PER_BATCH = 64
const ROWS_PER_PAGE = 500

/** Fills memory from the shards, and makes those that are lost or damaged again from the profiles. */
export async function openIndex(context: VaultContext): Promise<void> {
  try {
    const count = await shapeOf(context.replica)
    if (count === undefined) return await repairIndex(context, () => true)
    const { opened, damaged, taken } = await readShards(context, count)
    context.memory.load(
      Array.from({ length: count }, (_, number) => opened.get(number) ?? emptyShard()),
    )
    taken()
    if (damaged.size > 0)
      await repairIndex(context, (accountId) => damaged.has(shardOf(accountId, count)))
  } catch (error) {
    throw explained(error)
  }
}

/**
 * Follows what another tab or process has written: memory takes it in, and who watches is told
 * which accounts changed. Only the shards that were written since are opened.
 */
export async function refreshIndex(context: VaultContext): Promise<void> {
  const { memory, replica } = context
  const count = await shapeOf(replica)
  if (count === undefined) return
  const { opened, taken } = await readShards(context, count)
  const accounts = [...opened.values()].flatMap((shard) => Array.from(accountsOf(shard).values()))
  const there = new Set(accounts.map(({ accountId }) => accountId))
  const changed = memory.put(accounts)
  const gone =
    opened.size === 0
      ? []
      : [...memory.rows.keys()].filter(
          (accountId) => !there.has(accountId) && opened.has(shardOf(accountId, count)),
        )
  for (const accountId of gone) memory.remove(accountId)
  taken()
  memory.tell([...changed, ...gone])
}

interface Shards {
  /** Those that memory does not have as they are, by number. */
  readonly opened: ReadonlyMap<number, StoredShard>
  /** Those that are lost or can't be opened. */
  readonly damaged: ReadonlySet<number>
  /** Says that memory has what was opened: it is not opened again as long as it stays. */
  taken(): void
}

async function readShards(context: VaultContext, count: number): Promise<Shards> {
  const { memory, replica } = context
  const rows = new Map((await replica.list('index')).map(({ key, value }) => [key, value]))
  const opened = new Map<number, StoredShard>()
  const damaged = new Set<number>()
  const ends = new Map<string, string>()
  const read = async (number: number): Promise<void> => {
    const key = shardKey(count, number)
    const row = rows.get(key)
    try {
      if (row === undefined) {
        damaged.add(number)
        return
      }
      const end = endOf(row)
      if (memory.ends.get(key) === end) return
      opened.set(number, await openShard(context, count, number, row))
      ends.set(key, end)
    } catch (error) {
      if (!isDamaged(error)) throw error
      damaged.add(number)
    }
  }
  await Promise.all(Array.from({ length: count }, (_, number) => read(number)))
  return {
    opened,
    damaged,
    taken() {
      for (const [key, end] of ends) memory.ends.set(key, end)
    },
  }
}

/** What a sealed row ends with: the 16 bytes by which it is known to be genuine. */
function endOf(row: Uint8Array): string {
  return String.fromCharCode(...row.subarray(-16))
}

/** Makes the entries of these accounts again from their profiles. */
async function repairIndex(
  context: VaultContext,
  isMissing: (accountId: string) => boolean,
): Promise<void> {
  const missing: string[] = []
  let after = ALL_OPENED
  for (;;) {
    const rows = await context.replica.list('keys', { after, limit: ROWS_PER_PAGE })
    const accountIds = rows.flatMap(({ key }) => openedAccount(key) ?? [])
    missing.push(...accountIds.filter(isMissing))
    const last = rows.at(-1)
    if (last === undefined || openedAccount(last.key) === undefined) break
    after = last.key
  }
  // Those of one shard together, so that it is written a few times and not once for each.
  const count = shardCount(context.memory.rows.size + missing.length)
  await repairSome(
    context,
    missing
      .map((accountId) => ({ accountId, shard: shardOf(accountId, count) }))
      .toSorted((a, b) => a.shard - b.shard)
      .map(({ accountId }) => accountId),
  )
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
  return unlessDamagedInDraft(async () => {
    const stored = await loadAccount(context, read, accountId)
    const content = stored && (await currentContent(context, read, stored))
    if (content === undefined || stored === undefined) return undefined
    const isUsernameTaken = stored.known?.isUsernameTaken === true
    const mark = { relation: stored.relation, isUsernameTaken }
    return [indexChangeOf(accountId, mark, content.profile)]
  })
}
