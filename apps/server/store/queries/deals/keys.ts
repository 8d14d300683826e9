import { equalBytes } from '@keyward/codec'
import type { Tx, Write } from '../../database.ts'
import type { DealStore } from '../../ports/deals.ts'
import { chunksOf } from '../chunks.ts'
import { nextRevision } from '../revision.ts'

type Key = Parameters<DealStore['putKey']>[0]

export async function putDealKey(write: Write, key: Key): Promise<void> {
  const { workspaceId, memberId, deviceId, statement } = key
  const known = await write.tx
    .selectFrom('deal_keys')
    .select('statement')
    .where('workspace_id', '=', workspaceId)
    .where('device_id', '=', deviceId)
    .executeTakeFirst()
  if (known !== undefined && equalBytes(known.statement, statement)) return
  await write.tx
    .insertInto('deal_keys')
    .values({ workspace_id: workspaceId, device_id: deviceId, member_id: memberId, statement })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'device_id']).doUpdateSet({ statement }),
    )
    .execute()
  await nextRevision(write, workspaceId)
}

export async function dealKeys(
  tx: Tx,
  workspaceId: string,
  memberIds: readonly string[],
): ReturnType<DealStore['keys']> {
  const found = []
  for (const chunk of chunksOf(memberIds, 1000)) {
    const rows = await tx
      .selectFrom('deal_keys')
      .select(['member_id', 'device_id', 'statement'])
      .where('workspace_id', '=', workspaceId)
      .where('member_id', 'in', chunk)
      .execute()
    found.push(...rows)
  }
  // Put in order here: where the query did, SQLite would go through all of the workspace's in order.
  const ordered = found.toSorted((a, b) => (a.device_id < b.device_id ? -1 : 1))
  return ordered.map((row) => ({
    memberId: row.member_id,
    deviceId: row.device_id,
    statement: row.statement,
  }))
}
