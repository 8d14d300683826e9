import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { newAccount, sealed, writeTo } from '../cases/objects.ts'
import { chainRow, newInvitation, passphraseMethod, report } from '../cases/rows.ts'
import { kept, makeScene, push } from '../cases/scene.ts'
import { makeId, NOW, once } from '../cases/values.ts'

storeContract('idempotency', (store) => {
  describe('the same request twice', () => {
    test('is one push, with the same results', async () => {
      const scene = await makeScene(store())
      const key = makeId()
      const account = newAccount([[scene.owner, 'owner']], { activity: [report(makeId())] })
      const first = await push(scene, [account], { key })
      expect(await push(scene, [account], { key })).toEqual(first)
      expect((await store().activity.head(scene.workspaceId)).sequence).toBe(1)
    })

    test('is answered with the newest view where it was stale', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      const key = makeId()
      const stale = writeTo(accountId, { profile: sealed() })
      const first = await push(scene, [stale], { key })
      expect(first.results).toMatchObject([{ current: { profile: profile.bytes } }])
      const newer = sealed(profile)
      await push(scene, [writeTo(accountId, { profile: newer })])
      const second = await push(scene, [stale], { key })
      expect(second.results).toMatchObject([
        { outcome: 'stale', current: { profile: newer.bytes } },
      ])
    })

    test('is one entry of the chain', async () => {
      const { workspaceId } = await makeScene(store())
      const given = { workspaceId, entry: chainRow(1), effects: {}, activity: [] }
      const append = () => store().workspaces.append({ ...given, once: once('k'.repeat(22)) })
      expect([await append(), await append()]).toEqual([4, 4])
      expect(await store().workspaces.chain(workspaceId, 0, 9)).toHaveLength(2)
    })

    test('is one method, one removal, one invitation, one revocation', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const member = { workspaceId, memberId: owner }
      const method = passphraseMethod()
      const invitation = newInvitation(scene)
      const { members, invitations } = store()
      const activity = [report(makeId())]
      const twice = async (request: (key: string) => Promise<void>): Promise<void> => {
        const key = makeId()
        await request(key)
        await request(key)
      }
      await twice((key) => members.putMethod(member, method, activity, once(key)))
      await twice((key) => members.deleteMethod(member, method.methodId, activity, once(key)))
      await twice((key) => invitations.create(invitation, activity, once(key)))
      const { invitationId } = invitation
      await twice((key) => invitations.delete(workspaceId, invitationId, activity, once(key)))
      expect((await store().activity.head(workspaceId)).sequence).toBe(4)
    })
  })

  describe('a key that another request had', () => {
    test('is refused, and nothing is written', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const key = makeId()
      await push(scene, [newAccount([[scene.owner, 'owner']])], { key })
      const given = { workspaceId, entry: chainRow(1), effects: {}, activity: [] }
      const append = store().workspaces.append({ ...given, once: once(key, 'another request') })
      await expect(append).rejects.toMatchObject({ code: 'idempotency_mismatch' })
      expect(await store().workspaces.chain(workspaceId, 0, 9)).toHaveLength(1)
    })

    test('is free in another workspace, and after a refusal', async () => {
      const [one, two] = [await makeScene(store()), await makeScene(store())]
      const key = makeId()
      const given = { workspaceId: one.workspaceId, effects: {}, activity: [] }
      const refused = store().workspaces.append({ ...given, entry: chainRow(5), once: once(key) })
      await expect(refused).rejects.toMatchObject({ code: 'chain_conflict' })
      const other = once(key, 'another request')
      expect(await store().workspaces.append({ ...given, entry: chainRow(1), once: other })).toBe(4)
      const { results } = await push(two, [newAccount([[two.owner, 'owner']])], { key })
      expect(results).toMatchObject([{ outcome: 'accepted' }])
    })

    test('is free again a day later', async () => {
      const scene = await makeScene(store())
      const key = makeId()
      const given = { workspaceId: scene.workspaceId, effects: {}, activity: [] }
      await store().workspaces.append({ ...given, entry: chainRow(1), once: once(key) })
      await store().sweep(NOW + 24 * 3_600_000)
      const other = once(key, 'another request')
      expect(await store().workspaces.append({ ...given, entry: chainRow(2), once: other })).toBe(6)
    })
  })
})
