import { LIFETIMES } from '@keyward/protocol'
import type { Tx, Write } from '../../database.ts'
import { chunksOf } from '../chunks.ts'

/** Deals forgotten in one sweep, so that none takes long. */
const AT_ONCE = 1000

/**
 * Removes the rows of deals that ended long ago. The log keeps what was done with them, and the
 * signer's own store their ids, so that none of them is ever taken again. Devices that have not asked
 * since before their end start again.
 */
export async function forgetEnded({ tx }: Write, workspaceId: string, now: number): Promise<void> {
  await tx
    .updateTable('deals')
    .set({ found_ended_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('ended', 'is not', null)
    .where('found_ended_at', 'is', null)
    .execute()
  const rows = await tx
    .selectFrom('deals')
    .select(['deal_id', 'revision'])
    .where('workspace_id', '=', workspaceId)
    .where('found_ended_at', '<=', now - LIFETIMES.endedDeal)
    .limit(AT_ONCE)
    .execute()
  if (rows.length === 0) return
  for (const chunk of chunksOf(rows, 500)) {
    await tx
      .deleteFrom('deals')
      .where('workspace_id', '=', workspaceId)
      .where(
        'deal_id',
        'in',
        chunk.map((row) => row.deal_id),
      )
      .execute()
  }
  const forgotten = Math.max(
    await forgottenUntil(tx, workspaceId),
    ...rows.map(({ revision }) => revision),
  )
  await tx
    .updateTable('workspaces')
    .set({ deals_forgotten: forgotten })
    .where('workspace_id', '=', workspaceId)
    .execute()
}

async function forgottenUntil(tx: Tx, workspaceId: string): Promise<number> {
  const row = await tx
    .selectFrom('workspaces')
    .select('deals_forgotten')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  return row?.deals_forgotten ?? 0
}
