import { LIFETIMES } from '@keyward/protocol'
import { parseActivity } from '@keyward/log'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { claiming, sealed, writeTo } from '../cases/objects.ts'
import { newInvitation, newSession } from '../cases/rows.ts'
import { admit, changes, invite, kept, makeScene, push } from '../cases/scene.ts'
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
