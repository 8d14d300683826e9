import type { Tx, Write } from '../../database.ts'
import type { ActivityDraft } from '../../ports/activity.ts'
import type { MethodRow } from '../../ports/members.ts'
import { StoreError, type WriteOnce } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { onceOnly } from '../once.ts'
import { endSessions } from '../sessions/end.ts'
import { insertMethods } from './insert.ts'

interface Member {
  readonly workspaceId: string
  readonly memberId: string
}

/** Adds the method, or puts it in the place of the one with its id. */
export async function putMethod(
  tx: Tx,
  { workspaceId, memberId }: Member,
  method: MethodRow,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<void> {
  await onceOnly(tx, workspaceId, once, async () => {
    await remove(tx, { workspaceId, memberId }, method.methodId)
    await insertMethods(tx, workspaceId, memberId, [method])
    await appendActivity(tx, workspaceId, activity)
    return null
  })
}

export async function deleteMethod(
  write: Write,
  { workspaceId, memberId }: Member,
  methodId: string,
  activity: readonly ActivityDraft[],
  once: WriteOnce,
): Promise<void> {
  const { tx } = write
  await onceOnly(tx, workspaceId, once, async () => {
    if (!(await remove(tx, { workspaceId, memberId }, methodId))) {
      throw new StoreError('method_unknown', 'There is no such way to unlock.')
    }
    const left = await tx
      .selectFrom('methods')
      .select('method_id')
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .limit(1)
      .executeTakeFirst()
    if (left === undefined) {
      throw new StoreError('last_method', 'The last way to sign in can not be removed.')
    }
    await endSessions(write, workspaceId, { memberId, methodId })
    await appendActivity(tx, workspaceId, activity)
    return null
  })
}

/** @returns whether it was there */
async function remove(
  tx: Tx,
  { workspaceId, memberId }: Member,
  methodId: string,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('methods')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('method_id', '=', methodId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** A counter that came late lowers nothing. */
export async function recordPasskeyUse(
  tx: Tx,
  workspaceId: string,
  memberId: string,
  methodId: string,
  signCount: number,
): Promise<void> {
  await tx
    .updateTable('methods')
    .set({ sign_count: signCount })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .where('method_id', '=', methodId)
    .where('sign_count', '<', signCount)
    .execute()
}
