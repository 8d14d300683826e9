import { describe, expect, test } from 'vitest'
import { parseActivity } from '@keyward/log'
import { storeContract } from '../cases/contract.ts'
import { report } from '../cases/rows.ts'
import { makeScene } from '../cases/scene.ts'
import { makeId, NOW, once } from '../cases/values.ts'
import type { WebhookRow } from '../ports/webhooks.ts'
import type { Store } from '../store.ts'

const URL = 'https://hooks.acme.example/keyward'

async function withWebhook(store: Store) {
  const { workspaceId, owner } = await makeScene(store)
  await store.activity.append(workspaceId, [report(makeId()), report(makeId())])
  const webhookId = makeId()
  const webhook = { workspaceId, webhookId, url: URL, createdBy: owner, createdAt: NOW }
  const told = { time: NOW, memberId: owner, deviceId: makeId(), subject: { webhookId } }
  const create = (more: object = {}) =>
    store.webhooks.create({ ...webhook, ...more }, [{ ...told, event: 'webhook-set' }], once())
  await create()
  const only = async (): Promise<WebhookRow> => (await store.webhooks.list(workspaceId))[0]!
  return { workspaceId, webhookId, webhook, told, create, only }
}

storeContract('webhooks', (store) => {
  describe('a webhook', () => {
    test('begins with the entry that tells of it', async () => {
      const { workspaceId, webhook, only } = await withWebhook(store())
      const { entries } = await store().activity.list(workspaceId, { from: 3, limit: 9 })
      expect(entries.map((bytes) => parseActivity(bytes).event)).toEqual(['webhook-set'])
      expect(await only()).toEqual({
        ...webhook,
        nextSequence: 3,
        deliveredAt: null,
        failures: 0,
        failingSince: null,
        lastStatus: null,
        nextAttemptAt: 0,
        disabledAt: null,
      })
    })

    test('twice is one, and with another address refused', async () => {
      const { workspaceId, create } = await withWebhook(store())
      await create()
      expect(await store().webhooks.list(workspaceId)).toHaveLength(1)
      expect((await store().activity.head(workspaceId)).sequence).toBe(3)
      await expect(create({ url: `${URL}/other` })).rejects.toMatchObject({
        code: 'object_refused',
        rule: 'webhook.exists',
      })
    })

    test('is one of five at most', async () => {
      const { workspaceId, create } = await withWebhook(store())
      for (let count = 1; count < 5; count += 1) await create({ webhookId: makeId() })
      await expect(create({ webhookId: makeId() })).rejects.toMatchObject({
        rule: 'webhook.too-many',
      })
      expect(await store().webhooks.list(workspaceId)).toHaveLength(5)
    })

    test('that is deleted is gone, and told of once', async () => {
      const { workspaceId, webhookId, told } = await withWebhook(store())
      const { webhooks } = store()
      const activity = [{ ...told, event: 'webhook-removed' as const }]
      await webhooks.delete(workspaceId, webhookId, activity, once())
      expect(await webhooks.list(workspaceId)).toEqual([])
      expect(await webhooks.due(NOW)).toEqual([])
      await expect(webhooks.delete(workspaceId, webhookId, activity, once())).rejects.toMatchObject(
        { code: 'not_found' },
      )
      expect((await store().activity.head(workspaceId)).sequence).toBe(4)
    })

    test('of another workspace is another, though the id is the same', async () => {
      const one = await withWebhook(store())
      const two = await makeScene(store())
      expect(await store().webhooks.list(two.workspaceId)).toEqual([])
      const { webhookId } = one
      await expect(
        store().webhooks.delete(two.workspaceId, webhookId, [], once()),
      ).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('a delivery', () => {
    test('is due while there are entries, and taken by one process', async () => {
      const { only } = await withWebhook(store())
      const { webhooks } = store()
      const [due] = await webhooks.due(NOW)
      expect(due).toEqual(await only())
      expect(await webhooks.take(due!, NOW + 60)).toBe(true)
      expect(await webhooks.take(due!, NOW + 60)).toBe(false)
      expect(await webhooks.due(NOW + 59)).toEqual([])
      expect(await webhooks.due(NOW + 60)).toHaveLength(1)
      await webhooks.delivered(await only(), '204', NOW + 5, NOW + 70)
      expect(await only()).toMatchObject({
        nextSequence: 4,
        deliveredAt: NOW + 5,
        lastStatus: '204',
        nextAttemptAt: NOW + 70,
      })
      await webhooks.release(await only())
      expect(await webhooks.due(NOW)).toEqual([])
      expect((await only()).nextAttemptAt).toBe(0)
    })

    test('counts an entry once, though two say so', async () => {
      const { only } = await withWebhook(store())
      const before = await only()
      await store().webhooks.delivered(before, '200', NOW, NOW)
      await store().webhooks.delivered(before, '200', NOW, NOW)
      expect((await only()).nextSequence).toBe(4)
    })

    test('that failed is tried again later, and counted', async () => {
      const { only } = await withWebhook(store())
      const { webhooks } = store()
      await webhooks.failed(await only(), '500', NOW, { at: NOW + 5 })
      await webhooks.failed(await only(), 'timeout', NOW + 9, { at: NOW + 50 })
      expect(await only()).toMatchObject({
        nextSequence: 3,
        failures: 2,
        failingSince: NOW,
        lastStatus: 'timeout',
        disabledAt: null,
      })
      expect(await webhooks.due(NOW + 49)).toEqual([])
      expect(await webhooks.due(NOW + 50)).toHaveLength(1)
    })

    test('is given up with an entry that says so, and begun again on demand', async () => {
      const { workspaceId, webhookId, told, only } = await withWebhook(store())
      const { webhooks } = store()
      const activity = [{ ...told, event: 'webhook-disabled' as const }]
      await webhooks.failed(await only(), '500', NOW, { at: NOW + 5, activity })
      expect((await only()).disabledAt).toBe(NOW)
      expect(await webhooks.due(NOW + 1e12)).toEqual([])
      expect((await store().activity.head(workspaceId)).sequence).toBe(4)
      await webhooks.restart(workspaceId, webhookId)
      expect(await webhooks.due(NOW)).toMatchObject([{ nextSequence: 3, failures: 0 }])
    })
  })
})
