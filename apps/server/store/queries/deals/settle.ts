import type { Tx, Write } from '../../database.ts'
import { appendActivity } from '../activity/append.ts'
import { byWorkspace } from './by-workspace.ts'
import { markEnded } from './end.ts'

export async function liveDeals(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('deals')
    .select(['deal_id', 'next'])
    .where('ended', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.deal_id, row.next]))
}

export async function endOthers(
  write: Write,
  signerId: string,
  live: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const rows = await write.tx
    .selectFrom('deals')
    .select(['workspace_id', 'deal_id', 'signer_id'])
    .where('ended', 'is', null)
    .execute()
  const others = rows.filter((row) => row.signer_id !== signerId || !live.has(row.deal_id))
  for (const [workspaceId, of] of byWorkspace(others, (row) => row.workspace_id)) {
    await markEnded(
      write,
      workspaceId,
      of.map((row) => row.deal_id),
      'signer',
    )
    if (of.every((row) => row.signer_id === signerId)) continue
    const nobody = { memberId: null, deviceId: null, time: now }
    await appendActivity(write.tx, workspaceId, [
      { ...nobody, event: 'signer-changed', subject: { signerId } },
    ])
  }
}
