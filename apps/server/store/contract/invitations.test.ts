import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { joining, newInvitation } from '../cases/rows.ts'
import { admit, append, invite, makeScene } from '../cases/scene.ts'
import { DAY, makeBytes, makeId, NOW, once } from '../cases/values.ts'

storeContract('invitations', (store) => {
  describe('an invitation', () => {
    test('is found by its id until it runs out', async () => {
      const scene = await makeScene(store())
      const invitation = newInvitation(scene, { email: 'ben@perch.example' })
      await store().invitations.create(invitation, [], once())
      const row = { ...invitation, join: null }
      const { invitationId } = invitation
      expect(await store().invitations.get(invitationId, NOW)).toEqual(row)
      expect(await store().invitations.list(scene.workspaceId, NOW)).toEqual([row])
      expect(await store().invitations.get(invitationId, NOW + DAY)).toBeUndefined()
      expect(await store().invitations.list(scene.workspaceId, NOW + DAY)).toEqual([])
    })

    test('is not made over another', async () => {
      const scene = await makeScene(store())
      const invitation = newInvitation(scene)
      await store().invitations.create(invitation, [], once())
      const again = store().invitations.create({ ...invitation, role: 'admin' }, [], once())
      await expect(again).rejects.toMatchObject({ code: 'object_refused' })
      const found = await store().invitations.get(invitation.invitationId, NOW)
      expect(found?.role).toBe('user')
    })

    test('is answered once, and shows who waits', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const invitation = newInvitation(scene)
      await store().invitations.create(invitation, [], once())
      const join = joining(invitation.invitationId, workspaceId, makeId())
      const session = await store().invitations.join(join)
      expect(session).toEqual({ ...join.session, lastUsedAt: NOW, isRemoved: false })
      expect(await store().invitations.list(workspaceId, NOW)).toEqual([
        { ...invitation, join: join.request },
      ])
      const second = joining(invitation.invitationId, workspaceId, makeId())
      await expect(store().invitations.join(second)).rejects.toMatchObject({
        code: 'invitation_unknown',
      })
      expect(await store().members.get(workspaceId, second.member.memberId)).toBeUndefined()
    })

    test('that was answered in time may lead to admission afterwards', async () => {
      const scene = await makeScene(store())
      const { invitationId } = await invite(scene)
      const found = await store().invitations.get(invitationId, NOW + 2 * DAY)
      expect(found?.join).not.toBeNull()
    })

    test('that ran out, is unknown or is of another workspace is not answered', async () => {
      const [scene, other] = [await makeScene(store()), await makeScene(store())]
      const invitation = newInvitation(scene, { expiresAt: NOW })
      await store().invitations.create(invitation, [], once())
      const { invitationId } = invitation
      for (const [id, workspaceId] of [
        [invitationId, scene.workspaceId],
        [makeId(), scene.workspaceId],
        [invitationId, other.workspaceId],
      ] as const) {
        await expect(
          store().invitations.join(joining(id, workspaceId, makeId())),
        ).rejects.toMatchObject({ code: 'invitation_unknown' })
      }
    })

    test('is not answered with an address that a member has', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const taken = await store().members.get(workspaceId, await admit(scene))
      const invitation = newInvitation(scene)
      await store().invitations.create(invitation, [], once())
      const join = joining(invitation.invitationId, workspaceId, makeId())
      const addressKey = taken!.address.toLowerCase()
      const refused = store().invitations.join({ ...join, member: { ...join.member, addressKey } })
      await expect(refused).rejects.toMatchObject({ code: 'address_taken' })
      // Nothing of it happened: another answer is still possible.
      await store().invitations.join(join)
      expect(await store().members.get(workspaceId, join.member.memberId)).toBeDefined()
    })

    test('is answered with the address of a member that was removed', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const memberId = await admit(scene)
      const removed = await store().members.get(workspaceId, memberId)
      await append(scene, { removedMemberId: memberId })
      const invitation = newInvitation(scene)
      await store().invitations.create(invitation, [], once())
      const join = joining(invitation.invitationId, workspaceId, makeId())
      const addressKey = removed!.address.toLowerCase()
      await store().invitations.join({ ...join, member: { ...join.member, addressKey } })
      const found = await store().members.byAddress(workspaceId, addressKey)
      expect(found?.memberId).toBe(join.member.memberId)
    })

    test('is not answered with the id of a member', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const invitation = newInvitation(scene)
      await store().invitations.create(invitation, [], once())
      const join = joining(invitation.invitationId, workspaceId, owner)
      const member = { ...join.member, addressKey: 'another' }
      await expect(store().invitations.join({ ...join, member })).rejects.toMatchObject({
        code: 'object_refused',
        rule: 'member.taken',
      })
    })

    test('is revoked, and who waited by it is gone', async () => {
      const scene = await makeScene(store())
      const { workspaceId } = scene
      const { memberId, invitationId } = await invite(scene)
      const [, kit] = await store().members.methods(workspaceId, memberId)
      await store().invitations.delete(workspaceId, invitationId, [], once())
      expect(await store().invitations.get(invitationId, NOW)).toBeUndefined()
      expect(await store().members.get(workspaceId, memberId)).toBeUndefined()
      expect(await store().members.byMethod({ publicKey: kit!.publicKey! })).toBeUndefined()
      expect(await store().sessions.list(workspaceId, memberId, NOW)).toEqual([])
      const again = store().invitations.delete(workspaceId, invitationId, [], once())
      await expect(again).rejects.toMatchObject({ code: 'invitation_unknown' })
    })

    test('of another workspace is not revoked', async () => {
      const [scene, other] = [await makeScene(store()), await makeScene(store())]
      const { invitationId } = await invite(scene)
      const revoked = store().invitations.delete(other.workspaceId, invitationId, [], once())
      await expect(revoked).rejects.toMatchObject({ code: 'invitation_unknown' })
    })

    test('keeps a missing proof as missing', async () => {
      const scene = await makeScene(store())
      const invitation = newInvitation(scene, { chainProof: makeBytes() })
      await store().invitations.create(invitation, [], once())
      const join = joining(invitation.invitationId, scene.workspaceId, makeId())
      await store().invitations.join({ ...join, request: { ...join.request, proof: null } })
      const found = await store().invitations.get(invitation.invitationId, NOW)
      expect(found?.join?.proof).toBeNull()
    })
  })
})
