import { LIFETIMES } from '@keyward/protocol'
import { parseActivity } from '@keyward/log'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { granted, newDeal, useOf } from '../cases/deals.ts'
import { claiming, sealed, writeTo } from '../cases/objects.ts'
import { newInvitation, newSession } from '../cases/rows.ts'
import { admit, changes, invite, kept, makeScene, push } from '../cases/scene.ts'
import type { NewDeal } from '../ports/deals.ts'
import { DAY, makeBytes, makeId, NOW, once } from '../cases/values.ts'

storeContract('sweep', (store) => {
  describe('a sweep', () => {
    test('takes the bytes of what was deleted 30 days ago, and tells its members', async () => {
      const scene = await makeScene(store())
      const { accountId, profile } = await kept(scene)
      const other = await kept(scene)
      await push(scene, [writeTo(accountId, { isDeleted: true })])
      await store().sweep(NOW + LIFETIMES.undo - 1)
      expect((await changes(scene, scene.owner, 8)).accounts).toEqual([])
      await store().sweep(NOW + LIFETIMES.undo)
      await store().sweep(NOW + LIFETIMES.undo)
      const page = await changes(scene, scene.owner, 8)
      expect(page.accounts).toMatchObject([
        { accountId, revision: 10, isPurged: true, deletedAt: NOW, profile: null, secrets: null },
      ])
      const cold = await changes(scene, scene.owner)
      expect(cold.accounts.at(-1)).toMatchObject({ profile: null, secrets: null })
      const { results } = await push(scene, [
        writeTo(accountId, { isDeleted: false, profile: sealed(profile) }),
        writeTo(other.accountId, { profile: sealed(other.profile) }),
      ])
      expect(results).toMatchObject([
        { outcome: 'refused', code: 'object_refused', rule: 'account.purged' },
        { outcome: 'accepted' },
      ])
    })

    test('ends sessions that ran out, and logs it', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const short = newSession(workspaceId, owner, { expiresAt: NOW + 5 })
      await store().sessions.start(short, [])
      await store().sweep(NOW + 5)
      expect(await store().sessions.list(workspaceId, owner, NOW)).toHaveLength(1)
      const { entries } = await store().activity.list(workspaceId, { limit: 9 })
      expect(entries.map(parseActivity)).toMatchObject([
        {
          event: 'session-ended',
          subject: { memberId: owner, deviceId: short.deviceId, reason: 'expired' },
        },
      ])
    })

    test('forgets what was open, and leaves what was answered', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner, device } = scene
      const open = newInvitation(scene)
      await store().invitations.create(open, [], once())
      const { invitationId } = await invite(scene)
      const approvalId = makeId()
      await store().approvals.open({
        workspaceId,
        memberId: owner,
        approvalId,
        deviceId: device,
        expiresAt: NOW + 1,
      })
      const value = makeId()
      await store().sessions.keepOnce(value, makeBytes(), NOW + 1)
      await store().sweep(NOW + DAY)
      const left = await store().invitations.list(workspaceId, NOW)
      expect(left.map((row) => row.invitationId)).toEqual([invitationId])
      expect(await store().approvals.list(workspaceId, owner, NOW)).toEqual([])
      expect(await store().sessions.takeOnce(value, NOW)).toBeUndefined()
    })

    test('forgets deals 30 days after it found them ended, and none is taken again', async () => {
      const scene = await makeScene(store())
      const of = await granted(scene)
      const { workspaceId, memberId, deviceId } = of
      const insert = async (deal: NewDeal) =>
        (await store().deals.insert(workspaceId, [deal], once()))[0]?.outcome
      const factsOf = ({ dealId }: NewDeal) =>
        store().deals.facts(workspaceId, dealId, { approvalId: null, now: NOW })
      const [ended, live] = [newDeal(of), newDeal(of, { publicKeyHash: makeBytes() })]
      await insert(ended)
      await insert(live)
      await store().deals.cosign(useOf(ended))
      await store().deals.cosign(useOf(live))
      const next = newDeal(of, { replaces: ended.dealId })
      await insert(next)
      await store().deals.cosign(useOf(next))
      await store().sweep(NOW + DAY)
      await store().sweep(NOW + DAY + LIFETIMES.endedDeal - 1)
      expect(await factsOf(ended)).toMatchObject({ ended: 'replaced' })
      await store().sweep(NOW + DAY + LIFETIMES.endedDeal)
      expect(await factsOf(ended)).toBeUndefined()
      // What was forgotten is known to the signer, and what was done to the log.
      expect(await store().deals.cosign(useOf(ended, 1))).toBe('unknown')
      expect(await insert({ ...ended, replaces: next.dealId })).toBe('known')
      expect([...(await store().deals.live()).keys()].toSorted()).toEqual(
        [live.dealId, next.dealId].toSorted(),
      )
      const filter = { limit: 9, event: 'passkey-co-signed' }
      expect((await store().activity.list(workspaceId, filter)).entries).toHaveLength(3)
      const asked = { workspaceId, memberId, deviceId, limit: 9 }
      expect((await store().deals.pull({ ...asked, since: 0 })).deals).toHaveLength(2)
    })

    test('lets a device that knew a forgotten deal start again, and no other', async () => {
      const scene = await makeScene(store())
      const of = await granted(scene)
      const { workspaceId, memberId, deviceId } = of
      const deals = [1, 2, 3].map(() => newDeal(of, { publicKeyHash: makeBytes() }))
      await store().deals.insert(workspaceId, deals, once())
      const pull = (since: number, more: { begunAt?: number; limit?: number } = {}) =>
        store().deals.pull({ workspaceId, memberId, deviceId, since, limit: 9, ...more })
      const known = (await pull(0)).revision
      const [first] = deals
      const next = newDeal(of, {
        publicKeyHash: first!.publicKeyHash,
        replaces: first!.dealId,
      })
      await store().deals.insert(workspaceId, [next], once())
      await store().deals.cosign(useOf(next))
      expect((await pull(known)).dead).toEqual([first!.dealId])
      const { revision: later } = await pull(0)
      await store().sweep(NOW)
      await store().sweep(NOW + LIFETIMES.endedDeal)
      await expect(pull(known)).rejects.toMatchObject({ code: 'start_again' })
      expect((await pull(later)).dead).toEqual([])
      // Further pages of one that began with nothing go on.
      const page = await pull(0, { limit: 1 })
      expect(page).toMatchObject({ hasMore: true })
      expect((await pull(page.revision, { begunAt: 0 })).deals).toHaveLength(2)
      await expect(pull(page.revision)).rejects.toMatchObject({ code: 'start_again' })
    })

    test('leaves everything that still lives', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const ben = await admit(scene)
      const claim = makeBytes()
      await store().accounts.reserve(workspaceId, makeId(), claiming(claim), NOW + 10, NOW)
      await store().sweep(NOW)
      const other = store().accounts.reserve(workspaceId, makeId(), claiming(claim), NOW + 10, NOW)
      expect(await other).toEqual({ isTaken: true })
      expect(await store().sessions.list(workspaceId, owner, NOW)).toHaveLength(1)
      expect(await store().members.get(workspaceId, ben)).toBeDefined()
      expect((await store().activity.head(workspaceId)).sequence).toBe(0)
    })
  })
})
