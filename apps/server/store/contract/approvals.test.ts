import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { makeScene, type Scene } from '../cases/scene.ts'
import { makeBytes, makeId, NOW } from '../cases/values.ts'

async function opened(scene: Scene) {
  const approval = {
    workspaceId: scene.workspaceId,
    memberId: scene.owner,
    approvalId: makeId(),
    deviceId: scene.device,
    expiresAt: NOW + 100,
  }
  await scene.store.approvals.open(approval)
  return approval
}

storeContract('approvals', (store) => {
  describe('an approval', () => {
    test('carries messages in their order', async () => {
      const scene = await makeScene(store())
      const { workspaceId, memberId, approvalId } = await opened(scene)
      const messages = [0, 1].map((index) => ({
        index,
        deviceId: makeId(),
        body: makeBytes(20),
      }))
      for (const message of messages) {
        await store().approvals.add(workspaceId, memberId, approvalId, message, NOW)
      }
      const read = (from: number) =>
        store().approvals.messages(workspaceId, memberId, approvalId, from, NOW)
      expect(await read(0)).toEqual(messages)
      expect(await read(1)).toEqual(messages.slice(1))
      expect(await store().approvals.list(workspaceId, memberId, NOW)).toEqual([
        { approvalId, openedBy: scene.device, expiresAt: NOW + 100, messages: 2 },
      ])
    })

    test('takes no message twice and leaves none out', async () => {
      const scene = await makeScene(store())
      const { workspaceId, memberId, approvalId } = await opened(scene)
      const add = (index: number) => {
        const message = { index, deviceId: scene.device, body: makeBytes(20) }
        return store().approvals.add(workspaceId, memberId, approvalId, message, NOW)
      }
      await add(0)
      for (const index of [0, 2]) {
        await expect(add(index)).rejects.toMatchObject({ code: 'approval_order' })
      }
    })

    test('is not there for others, or after its time', async () => {
      const scene = await makeScene(store())
      const { workspaceId, memberId, approvalId } = await opened(scene)
      const message = { index: 0, deviceId: scene.device, body: makeBytes(20) }
      for (const [asker, now] of [
        [makeId(), NOW],
        [memberId, NOW + 100],
      ] as const) {
        const read = store().approvals.messages(workspaceId, asker, approvalId, 0, now)
        await expect(read).rejects.toMatchObject({ code: 'approval_unknown' })
        const add = store().approvals.add(workspaceId, asker, approvalId, message, now)
        await expect(add).rejects.toMatchObject({ code: 'approval_unknown' })
        expect(await store().approvals.list(workspaceId, asker, now)).toEqual([])
      }
    })

    test('that is opened again stays as it is', async () => {
      const scene = await makeScene(store())
      const approval = await opened(scene)
      await store().approvals.open({ ...approval, deviceId: makeId(), expiresAt: NOW + 500 })
      const [found] = await store().approvals.list(scene.workspaceId, scene.owner, NOW)
      expect(found).toMatchObject({ openedBy: scene.device, expiresAt: NOW + 100 })
    })
  })
})
