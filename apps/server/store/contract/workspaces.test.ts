import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import type { StoreNews } from '../store.ts'
import { list } from '../cases/objects.ts'
import { chainRow, newMember, newSession } from '../cases/rows.ts'
import { admit, append, changes, invite, makeScene } from '../cases/scene.ts'
import { makeId, NOW, once } from '../cases/values.ts'

function founding(more: { readonly workspaceId?: string; readonly onlyFirst?: boolean } = {}) {
  const [workspaceId, memberId] = [more.workspaceId ?? makeId(), makeId()]
  return {
    workspaceId,
    incarnation: makeId(),
    entry: chainRow(0),
    owner: newMember(memberId, { status: 'admitted' as const }),
    index: list(makeId(), [[memberId, 'owner']]),
    session: newSession(workspaceId, memberId),
    activity: [],
    onlyFirst: more.onlyFirst ?? false,
  }
}

storeContract('workspaces', (store) => {
  describe('a workspace', () => {
    test('begins with its Owner, a session, one entry and the index list', async () => {
      const given = founding()
      const session = await store().workspaces.create(given)
      const { workspaceId, incarnation, owner } = given
      expect(session).toEqual({ ...given.session, lastUsedAt: NOW, isRemoved: false })
      expect(await store().workspaces.get(workspaceId)).toEqual({ incarnation, revision: 2 })
      expect(await store().workspaces.chain(workspaceId, 0, 9)).toEqual([given.entry])
      const found = await store().sessions.byToken(given.session.tokenHash, NOW)
      expect(found?.memberId).toBe(owner.memberId)
      const page = await store().accounts.changes(workspaceId, owner.memberId, 0, 10)
      expect(page.accounts.map(({ accountId }) => accountId)).toEqual([given.index.accountId])
      expect(page).toMatchObject({ revision: 2, hasMore: false, entries: [given.entry.bytes] })
    })

    test('is made once', async () => {
      const given = founding()
      await store().workspaces.create(given)
      const again = founding({ workspaceId: given.workspaceId })
      await expect(store().workspaces.create(again)).rejects.toMatchObject({
        code: 'workspace_exists',
      })
      expect(await store().members.get(given.workspaceId, again.owner.memberId)).toBeUndefined()
    })

    test('is not made where only the first one may be, and there is one', async () => {
      await store().workspaces.create(founding({ onlyFirst: true }))
      const second = founding({ onlyFirst: true })
      await expect(store().workspaces.create(second)).rejects.toMatchObject({
        code: 'signup_closed',
      })
      expect(await store().workspaces.list(9)).toHaveLength(1)
      await store().workspaces.create(founding())
      expect(await store().workspaces.list(9)).toHaveLength(2)
      expect(await store().workspaces.list(1)).toHaveLength(1)
    })

    test('that nobody made is not there', async () => {
      expect(await store().workspaces.get(makeId())).toBeUndefined()
      expect(await store().workspaces.chain(makeId(), 0, 9)).toEqual([])
      await expect(store().accounts.changes(makeId(), makeId(), 0, 9)).rejects.toMatchObject({
        code: 'not_found',
      })
    })

    test('gets another incarnation when a backup was restored', async () => {
      const [one, two] = [await makeScene(store()), await makeScene(store())]
      const made: string[] = []
      await store().workspaces.renewIncarnations(() => {
        made.push(makeId())
        return made.at(-1)!
      })
      const found = [one, two].map(
        async ({ workspaceId }) => (await store().workspaces.get(workspaceId))?.incarnation,
      )
      expect((await Promise.all(found)).toSorted()).toEqual(made.toSorted())
    })
  })

  describe('the membership chain', () => {
    test('takes the entry that comes next, and a revision', async () => {
      const scene = await makeScene(store())
      expect(await append(scene)).toBe(4)
      expect(await append(scene)).toBe(6)
      const { workspaceId } = scene
      const chain = await store().workspaces.chain(workspaceId, 0, 9)
      expect(chain.map(({ sequence }) => sequence)).toEqual([0, 1, 2])
      expect(await store().workspaces.chain(workspaceId, 1, 1)).toEqual([chain[1]])
    })

    test('refuses every other entry, with all that it would have changed', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      for (const sequence of [0, 2]) {
        const entry = chainRow(sequence)
        const given = { workspaceId, entry, effects: { removedMemberId: owner }, activity: [] }
        await expect(store().workspaces.append({ ...given, once: once() })).rejects.toMatchObject({
          code: 'chain_conflict',
        })
      }
      expect(await store().workspaces.get(workspaceId)).toMatchObject({ revision: 2 })
      expect(await store().members.get(workspaceId, owner)).toMatchObject({ status: 'admitted' })
    })

    test('admits who waits, and the invitation is used up', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const { memberId, invitationId } = await invite(scene)
      expect(await store().members.get(workspaceId, memberId)).toMatchObject({ status: 'waiting' })
      await append(scene, { admittedMemberId: memberId, usedInvitationId: invitationId })
      expect(await store().members.get(workspaceId, memberId)).toMatchObject({
        status: 'admitted',
      })
      expect(await store().invitations.get(invitationId, NOW)).toBeUndefined()
      expect(await store().invitations.list(workspaceId, NOW)).toEqual([])
    })

    test('removing a member leaves it nothing to sign in with, and sessions that say so', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const memberId = await admit(scene)
      const before = await store().members.get(workspaceId, memberId)
      const [, kit] = await store().members.methods(workspaceId, memberId)
      const session = newSession(workspaceId, memberId)
      await store().sessions.start(session, [])
      await append(scene, { removedMemberId: memberId })
      expect(await store().members.get(workspaceId, memberId)).toMatchObject({ status: 'removed' })
      const addressKey = before!.address.toLowerCase()
      expect(await store().members.byAddress(workspaceId, addressKey)).toBeUndefined()
      expect(await store().members.byMethod({ publicKey: kit!.publicKey! })).toBeUndefined()
      expect(await store().members.methods(workspaceId, memberId)).toEqual([])
      expect(await store().members.keysets(workspaceId, memberId)).toEqual([])
      expect(await store().sessions.list(workspaceId, memberId, NOW)).toEqual([])
      expect(await store().sessions.byToken(session.tokenHash, NOW)).toMatchObject({
        isRemoved: true,
      })
    })

    test('removing a device ends its sessions alone', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner, device } = scene
      const other = newSession(workspaceId, owner)
      await store().sessions.start(other, [])
      await append(scene, { removedDeviceId: device })
      const left = await store().sessions.list(workspaceId, owner, NOW)
      expect(left.map(({ sessionId }) => sessionId)).toEqual([other.sessionId])
    })

    test('comes to the members page by page', async () => {
      const scene = await makeScene(store())
      for (let i = 0; i < 5; i += 1) await append(scene)
      const first = await changes(scene, scene.owner, 2, 2)
      expect(first).toMatchObject({ revision: 7, hasMore: true })
      expect(first.entries).toHaveLength(2)
      const rest = await changes(scene, scene.owner, first.revision, 9)
      expect(rest).toMatchObject({ revision: 12, hasMore: false })
      expect(rest.entries).toHaveLength(3)
    })
  })

  describe('who watches', () => {
    test('is told of revisions, joins, approvals and sessions, until it stops', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner, device } = scene
      const news: StoreNews[] = []
      const stop = store().watch((each) => void news.push(each))
      await append(scene)
      await invite(scene)
      const approval = { workspaceId, memberId: owner, deviceId: device, expiresAt: NOW + 1 }
      await store().approvals.open({ ...approval, approvalId: makeId() })
      await append(scene, { removedDeviceId: device })
      const kinds = new Set(news.map(({ kind }) => kind))
      expect([...kinds].toSorted()).toEqual(['approval', 'join', 'revision', 'session'])
      expect(new Set(news.map((each) => each.workspaceId))).toEqual(new Set([workspaceId]))
      expect(news).toContainEqual({ workspaceId, memberId: owner, kind: 'session' })
      stop()
      const count = news.length
      await append(scene)
      expect(news).toHaveLength(count)
    })

    test('is told nothing of what was refused', async () => {
      const { workspaceId } = await makeScene(store())
      const news: StoreNews[] = []
      store().watch((each) => void news.push(each))
      const given = { workspaceId, entry: chainRow(7), effects: {}, activity: [], once: once() }
      await expect(store().workspaces.append(given)).rejects.toThrow('came first')
      expect(news).toEqual([])
    })
  })

  test('a store that is open is ready', async () => {
    expect(await store().isReady()).toBe(true)
  })
})
