import { genesisHead } from '@keyward/log'
import type { Write } from '../../database.ts'
import type { SessionRow } from '../../ports/sessions.ts'
import type { CreateWorkspace } from '../../ports/workspaces.ts'
import { StoreError } from '../../store.ts'
import { applyGrants, planGrants } from '../accounts/grants.ts'
import { insertLists } from '../accounts/lists.ts'
import { appendActivity } from '../activity/append.ts'
import { insertMember } from '../members/insert.ts'
import { FIRST_REVISION } from '../revision.ts'
import { beginSession } from '../sessions/start.ts'

/** The workspace with its first entry, its Owner and the index key's list, all of one revision. */
export async function createWorkspace(
  write: Write,
  workspace: CreateWorkspace,
): Promise<SessionRow> {
  const { tx } = write
  const { workspaceId, incarnation, entry } = workspace
  await checkRoom(write, workspace)
  await tx
    .insertInto('workspaces')
    .values({
      workspace_id: workspaceId,
      incarnation,
      revision: FIRST_REVISION,
      index_epoch: workspace.index.profileEpoch,
      activity_sequence: 0,
      activity_hash: genesisHead(workspaceId).hash,
      activity_peaks: null,
    })
    .execute()
  await tx
    .insertInto('chain')
    .values({ workspace_id: workspaceId, revision: FIRST_REVISION, ...entry })
    .execute()
  await insertMember(tx, workspaceId, workspace.owner)
  await insertIndex(write, workspace)
  await appendActivity(tx, workspaceId, workspace.activity)
  write.tell({ workspaceId, kind: 'revision' })
  return beginSession(write, workspace.session)
}

async function checkRoom(
  { tx }: Write,
  { workspaceId, onlyFirst }: CreateWorkspace,
): Promise<void> {
  const taken = await tx
    .selectFrom('workspaces')
    .select('workspace_id')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst()
  if (taken !== undefined) {
    throw new StoreError('workspace_exists', 'A workspace with this id exists.')
  }
  if (!onlyFirst) return
  const any = await tx.selectFrom('workspaces').select('workspace_id').limit(1).executeTakeFirst()
  if (any !== undefined) {
    throw new StoreError('signup_closed', 'This server takes no new workspaces.')
  }
}

async function insertIndex({ tx }: Write, { workspaceId, index }: CreateWorkspace): Promise<void> {
  const { accountId } = index
  const plan = planGrants(new Map(), [index])
  if (plan === undefined) {
    throw new StoreError('object_refused', 'A grant of the index key has no wrapped key.', {
      rule: 'list.wrapped-missing',
    })
  }
  await tx
    .insertInto('accounts')
    .values({
      workspace_id: workspaceId,
      account_id: accountId,
      revision: FIRST_REVISION,
      list_version: index.version,
      list_hash: index.hash,
      profile_version: 0,
      profile_hash: null,
      secrets_version: 0,
      secrets_hash: null,
      lists_size: index.bytes.length,
      profile_size: 0,
      secrets_size: 0,
      deleted_at: null,
      is_username_taken: 0,
      is_purged: 0,
    })
    .execute()
  const place = { workspaceId, accountId, revision: FIRST_REVISION }
  await insertLists(tx, place, [index])
  await applyGrants(tx, place, plan)
}
