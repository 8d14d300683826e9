import type { Write } from '../../database.ts'
import type { MemberStore } from '../../ports/members.ts'
import { onceOnly } from '../once.ts'
import { appendEntry } from '../workspaces/append.ts'
import { insertKeysets, insertMethods } from './insert.ts'
import { forgetKeys } from './remove.ts'

type ChangeKeys = Parameters<MemberStore['changeKeys']>[0]

/** @returns the workspace's new revision */
export function changeKeys(write: Write, change: ChangeKeys): Promise<number> {
  const { tx } = write
  const { workspaceId, memberId, accountKeyEpoch, anchor } = change
  return onceOnly(tx, workspaceId, change.once, async () => {
    const revision = await appendEntry(write, change)
    await tx
      .updateTable('members')
      .set({ account_key_epoch: accountKeyEpoch, anchor })
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', memberId)
      .execute()
    await forgetKeys(tx, workspaceId, memberId)
    await insertKeysets(tx, workspaceId, memberId, change.keysets)
    await insertMethods(tx, workspaceId, memberId, change.methods)
    return revision
  })
}
