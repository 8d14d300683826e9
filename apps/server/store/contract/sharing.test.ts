import { LIFETIMES, LIMITS } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { granted, newDeal } from '../cases/deals.ts'
import { makeScene } from '../cases/scene.ts'
import { makeBytes, makeId, NOW, once } from '../cases/values.ts'

storeContract('approvals of sign-ins and requests to share', (store) => {
  async function begin() {
    const scene = await makeScene(store())
    const of = await granted(scene)
    const deal = newDeal(of)
    await store().deals.insert(of.workspaceId, [deal], once())
    const { workspaceId, accountId, memberId, deviceId } = of
    const approval = {
      workspaceId,
      approvalId: makeId(),
      accountId,
      dealId: deal.dealId,
      memberId,
      deviceId,
      binding: makeBytes(),
      authenticatorData: makeBytes(37),
      clientDataHash: makeBytes(),
      expiresAt: NOW + 100,
      bodies: [{ memberId: scene.owner, body: makeBytes(60) }],
    }
    const owner = { workspaceId, memberId: scene.owner, deviceId: scene.device }
    return { scene, of, approval, owner, grantee: { workspaceId, memberId, deviceId } }
  }

  describe('an approval', () => {
    test('waits for the Owner until it is answered, once, or over', async () => {
      const { approval, owner, grantee, of } = await begin()
      const { sharing } = store()
      const { approvalId } = approval
      expect(await sharing.ask(approval, [], NOW)).toEqual({ expiresAt: NOW + 100 })
      expect(await sharing.ask({ ...approval, expiresAt: NOW + 999 }, [], NOW)).toEqual({
        expiresAt: NOW + 100,
      })
      const { asked } = await sharing.approvals(owner, NOW)
      expect(asked).toMatchObject([{ approvalId, body: approval.bodies[0]?.body, state: 'open' }])
      expect((await sharing.approvals(owner, NOW + 100)).asked).toEqual([])
      expect(await sharing.approval(grantee, approvalId, NOW)).toBeUndefined()
      expect(await sharing.approval(owner, approvalId, NOW)).toMatchObject({ approvalId })
      const { workspaceId } = of
      const answer = { workspaceId, approvalId, isApproved: true, statement: makeBytes(90) }
      const unknown = expect.objectContaining({ code: 'approval_unknown' })
      await expect(sharing.answer(answer, [], NOW + 100)).rejects.toThrow(unknown)
      await sharing.answer(answer, [], NOW)
      await expect(sharing.answer(answer, [], NOW)).rejects.toThrow(unknown)
      expect((await sharing.approvals(owner, NOW)).asked).toEqual([])
      const { statement } = answer
      expect((await sharing.approvals(grantee, NOW)).mine).toMatchObject([
        { approvalId, state: 'approved', statement },
      ])
      await store().sweep(NOW + 100)
      expect((await sharing.approvals(grantee, NOW)).mine).toEqual([])
    })

    test('is one of few that wait for a device', async () => {
      const { approval } = await begin()
      const ask = () => store().sharing.ask({ ...approval, approvalId: makeId() }, [], NOW)
      for (let count = 0; count < LIMITS.openRequests; count += 1) await ask()
      await expect(ask()).rejects.toThrow(expect.objectContaining({ rule: 'approval.too-many' }))
    })
  })

  describe('a window', () => {
    test('is shown to Owners and its grantee, until it is closed or over', async () => {
      const { of, owner, grantee, scene } = await begin()
      const { sharing } = store()
      const { workspaceId, accountId, memberId } = of
      const window = {
        workspaceId,
        accountId,
        memberId,
        windowId: makeId(),
        authorId: scene.owner,
        from: NOW,
        until: NOW + 1000,
        statement: makeBytes(90),
      }
      await sharing.openWindow(window, [])
      await sharing.openWindow(window, [])
      for (const viewer of [owner, grantee])
        expect(await sharing.windows(viewer, NOW)).toEqual([window])
      expect(await sharing.windows({ workspaceId, memberId: makeId() }, NOW)).toEqual([])
      expect(await sharing.windows(owner, NOW + 1000)).toEqual([])
      await sharing.closeWindow(workspaceId, window.windowId, [])
      expect(await sharing.windows(owner, NOW)).toEqual([])
    })
  })

  describe('a request to share', () => {
    test('is shown to Owners and who asked, until it is closed or old', async () => {
      const { of, owner, grantee } = await begin()
      const { sharing } = store()
      const { workspaceId, accountId, memberId: askedBy } = of
      const request = {
        workspaceId,
        requestId: makeId(),
        accountId,
        memberId: makeId(),
        role: 'collaborator' as const,
        sealedNote: makeBytes(40),
        askedBy,
        askedAt: NOW,
      }
      await sharing.requestShare(request, [])
      await sharing.requestShare(request, [])
      for (const viewer of [owner, grantee])
        expect(await sharing.shareRequests(viewer)).toEqual([request])
      expect(await sharing.shareRequests({ workspaceId, memberId: makeId() })).toEqual([])
      await sharing.closeShareRequest(workspaceId, request.requestId)
      expect(await sharing.shareRequests(owner)).toEqual([])
      await sharing.requestShare({ ...request, requestId: makeId() }, [])
      await store().sweep(NOW + LIFETIMES.shareRequest)
      expect(await sharing.shareRequests(owner)).toEqual([])
    })
  })
})
