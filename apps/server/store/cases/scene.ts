import { indexListId } from '@keyward/protocol'
import type { AccountWrite } from '../ports/accounts.ts'
import type { Store } from '../store.ts'
import { list, newAccount, type NewAccount } from './objects.ts'
import { chainRow, joining, newInvitation, newMember, newSession } from './rows.ts'
import { makeId, once } from './values.ts'

/** A workspace with its Owner in a store. */
export interface Scene {
  readonly store: Store
  readonly workspaceId: string
  readonly owner: string
  readonly device: string
  readonly indexListId: string
}

/** Makes a workspace. */
export async function makeScene(store: Store): Promise<Scene> {
  const [workspaceId, owner, device] = [makeId(), makeId(), makeId()]
  const index = indexListId(workspaceId)
  await store.workspaces.create({
    workspaceId,
    incarnation: makeId(),
    entry: chainRow(0),
    owner: newMember(owner, { status: 'admitted' }),
    index: list(index, [[owner, 'owner']]),
    session: newSession(workspaceId, owner, { deviceId: device, by: 'sign-up' }),
    activity: [],
    onlyFirst: false,
  })
  return { store, workspaceId, owner, device, indexListId: index }
}

/** Invites somebody, who answers and waits. */
export async function invite(scene: Scene): Promise<{ memberId: string; invitationId: string }> {
  const { store, workspaceId } = scene
  const invitation = newInvitation(scene)
  await store.invitations.create(invitation, [], once())
  const memberId = makeId()
  await store.invitations.join(joining(invitation.invitationId, workspaceId, memberId))
  return { memberId, invitationId: invitation.invitationId }
}

/** Appends an entry with these effects. */
export async function append(
  { store, workspaceId }: Scene,
  effects: Parameters<Store['workspaces']['append']>[0]['effects'] = {},
): Promise<number> {
  const chain = await store.workspaces.chain(workspaceId, 0, 1000)
  const entry = chainRow(chain.length)
  return store.workspaces.append({ workspaceId, entry, effects, activity: [], once: once() })
}

/** A further member, admitted. */
export async function admit(scene: Scene): Promise<string> {
  const { memberId, invitationId } = await invite(scene)
  await append(scene, { admittedMemberId: memberId, usedInvitationId: invitationId })
  return memberId
}

type WriteAnswer = Awaited<ReturnType<Store['accounts']['write']>>

/** Writes as the Owner, or as another. */
export function push(
  scene: Scene,
  writes: readonly AccountWrite[],
  by: { readonly memberId?: string; readonly key?: string; readonly now?: number } = {},
): Promise<WriteAnswer> {
  const { store, workspaceId, owner } = scene
  const plain = once(by.key ?? null)
  return store.accounts.write({
    workspaceId,
    memberId: by.memberId ?? owner,
    writes,
    indexListId: scene.indexListId,
    once: { ...plain, now: by.now ?? plain.now },
  })
}

/** A new account of the Owner's, written. */
export async function kept(scene: Scene, more: Partial<AccountWrite> = {}): Promise<NewAccount> {
  const account = newAccount([[scene.owner, 'owner']], more)
  await push(scene, [account])
  return account
}

/** All that a member may have after a revision. */
export function changes(scene: Scene, memberId: string, since = 0, limit = 1000) {
  return scene.store.accounts.changes(scene.workspaceId, memberId, since, limit)
}
