import type { Tx, Write } from '../../database.ts'
import type { AppendEntry, ChainEffects } from '../../ports/workspaces.ts'
import { StoreError } from '../../store.ts'
import { appendActivity } from '../activity/append.ts'
import { endDevice } from '../deals/end.ts'
import { onceOnly } from '../once.ts'
import { removeMember } from '../members/remove.ts'
import { nextRevision } from '../revision.ts'
import { markRemoved } from '../sessions/end.ts'

/** @returns the workspace's new revision */
export function appendToChain(write: Write, append: AppendEntry): Promise<number> {
  const { workspaceId, once } = append
  return onceOnly(write.tx, workspaceId, once, () => appendEntry(write, append))
}

/** Without looking at the idempotency key. */
export async function appendEntry(
  write: Write,
  { workspaceId, entry, effects, activity }: Omit<AppendEntry, 'once'>,
): Promise<number> {
  const { tx } = write
  const last = await tx
    .selectFrom('chain')
    .select('sequence')
    .where('workspace_id', '=', workspaceId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (entry.sequence !== (last?.sequence ?? -1) + 1) {
    throw new StoreError('chain_conflict', 'Another entry of the membership chain came first.')
  }
  const revision = await nextRevision(write, workspaceId)
  await tx
    .insertInto('chain')
    .values({ workspace_id: workspaceId, revision, ...entry })
    .execute()
  await takeEffect(write, workspaceId, effects)
  await appendActivity(tx, workspaceId, activity)
  return revision
}

async function takeEffect(
  write: Write,
  workspaceId: string,
  {
    admittedMemberId,
    isMemberLost,
    removedMemberId,
    removedDeviceId,
    usedInvitationId,
  }: ChainEffects,
): Promise<void> {
  const { tx } = write
  if (admittedMemberId !== undefined) {
    if (isMemberLost === true) await keepLostMember(tx, workspaceId, admittedMemberId)
    await tx
      .updateTable('members')
      .set({ status: 'admitted' })
      .where('workspace_id', '=', workspaceId)
      .where('member_id', '=', admittedMemberId)
      .where('status', '=', 'waiting')
      .execute()
    write.tell({ workspaceId, kind: 'session', memberId: admittedMemberId })
  }
  if (removedMemberId !== undefined) await removeMember(write, workspaceId, removedMemberId)
  if (removedDeviceId !== undefined) {
    await markRemoved(write, workspaceId, { deviceId: removedDeviceId })
    await endDevice(write, workspaceId, removedDeviceId)
  }
  if (usedInvitationId !== undefined) {
    await tx
      .deleteFrom('invitations')
      .where('workspace_id', '=', workspaceId)
      .where('invitation_id', '=', usedInvitationId)
      .execute()
  }
}

/** A member of whom a restored server has nothing but the chain's word. */
async function keepLostMember(tx: Tx, workspaceId: string, memberId: string): Promise<void> {
  await tx
    .insertInto('members')
    .values({
      workspace_id: workspaceId,
      member_id: memberId,
      address: '',
      address_key: null,
      status: 'waiting',
      account_key_epoch: 1,
      anchor: new Uint8Array(),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'member_id']).doNothing())
    .execute()
}
