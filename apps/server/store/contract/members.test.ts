import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import {
  chainRow,
  joining,
  kitMethod,
  newInvitation,
  newSession,
  passphraseMethod,
} from '../cases/rows.ts'
import { admit, append, invite, makeScene } from '../cases/scene.ts'
import { makeBytes, makeId, NOW, once } from '../cases/values.ts'

storeContract('members', (store) => {
  describe('a member', () => {
    test('is found by id, by address and by what it signs in with', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const invitation = newInvitation(scene)
      await store().invitations.create(invitation, [], once())
      const join = joining(invitation.invitationId, workspaceId, makeId())
      await store().invitations.join(join)
      const { memberId, address, anchor } = join.member
      const row = { workspaceId, memberId, address, anchor, status: 'waiting', accountKeyEpoch: 1 }
      const { members } = store()
      expect(await members.get(workspaceId, memberId)).toEqual(row)
      expect(await members.byAddress(workspaceId, address.toLowerCase())).toEqual(row)
      expect(await members.byAddress(workspaceId, 'nobody')).toBeUndefined()
      expect(await members.byAddress(makeId(), address.toLowerCase())).toBeUndefined()
      expect(await members.keysets(workspaceId, memberId)).toEqual([join.member.keyset])
      expect(await members.methods(workspaceId, memberId)).toEqual(join.member.methods)
      const [, kit] = join.member.methods
      expect(await members.byMethod({ publicKey: kit!.publicKey! })).toEqual({
        member: row,
        method: kit,
      })
      expect(await members.byMethod({ publicKey: makeBytes() })).toBeUndefined()
      expect(await members.byMethod({})).toBeUndefined()
      expect((await members.get(workspaceId, owner))?.memberId).toBe(owner)
    })

    test('gets another anchor', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const anchor = makeBytes(50)
      await store().members.putAnchor(workspaceId, owner, anchor)
      expect((await store().members.get(workspaceId, owner))?.anchor).toEqual(anchor)
    })
  })

  describe('a way to unlock', () => {
    test('is added, replaced and found; a passkey by its credential ID', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const member = { workspaceId, memberId: owner }
      const credentialId = makeBytes(20)
      const passkey = kitMethod({
        kind: 'passkey',
        name: 'Phone',
        credentialId,
        createdAt: NOW + 5,
      })
      await store().members.putMethod(member, passkey, [], once())
      const found = await store().members.byMethod({ credentialId })
      expect(found?.method).toEqual(passkey)
      expect(await store().members.byMethod({ publicKey: passkey.publicKey! })).toBeUndefined()
      const renamed = { ...passkey, name: 'Key' }
      await store().members.putMethod(member, renamed, [], once())
      expect((await store().members.methods(workspaceId, owner)).at(-1)).toEqual(renamed)
      expect(await store().members.methods(workspaceId, owner)).toHaveLength(3)
    })

    test('is never that of two: its key may be used once', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const other = await admit(scene)
      const [, kit] = await store().members.methods(workspaceId, other)
      const taken = kitMethod({ publicKey: kit!.publicKey })
      const put = store().members.putMethod({ workspaceId, memberId: owner }, taken, [], once())
      await expect(put).rejects.toMatchObject({ code: 'object_refused', rule: 'method.taken' })
    })

    test('is removed with the sessions that began with it, and the last one never', async () => {
      const { workspaceId, owner, device } = await makeScene(store())
      const member = { workspaceId, memberId: owner }
      const [first, second] = await store().members.methods(workspaceId, owner)
      const session = newSession(workspaceId, owner, { methodId: second!.methodId })
      await store().sessions.start(session, [])
      await store().members.deleteMethod(member, second!.methodId, [], once())
      expect(await store().sessions.byToken(session.tokenHash, NOW)).toBeUndefined()
      const left = await store().sessions.list(workspaceId, owner, NOW)
      expect(left.map(({ deviceId }) => deviceId)).toEqual([device])
      const again = store().members.deleteMethod(member, second!.methodId, [], once())
      await expect(again).rejects.toMatchObject({ code: 'method_unknown' })
      const last = store().members.deleteMethod(member, first!.methodId, [], once())
      await expect(last).rejects.toMatchObject({ code: 'last_method' })
      expect(await store().members.methods(workspaceId, owner)).toEqual([first])
    })

    test('keeps the highest signature counter of a passkey', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const passkey = kitMethod({ kind: 'passkey', credentialId: makeBytes(16) })
      await store().members.putMethod({ workspaceId, memberId: owner }, passkey, [], once())
      const { methodId } = passkey
      for (const count of [7, 3]) {
        await store().members.recordPasskeyUse(workspaceId, owner, methodId, count)
      }
      const found = await store().members.byMethod({ credentialId: passkey.credentialId! })
      expect(found?.method.signCount).toBe(7)
    })
  })

  describe('new keys', () => {
    const change = async (workspaceId: string, memberId: string, sequence: number) => ({
      workspaceId,
      memberId,
      entry: chainRow(sequence),
      effects: {},
      activity: [],
      once: once(),
      accountKeyEpoch: 2,
      anchor: makeBytes(40),
      keysets: [1, 2].map((keysetEpoch) => ({
        keysetEpoch,
        accountKeyEpoch: 2,
        sealed: makeBytes(80),
      })),
      methods: [passphraseMethod({ accountKeyEpoch: 2 })],
    })

    test('replace all keysets and methods together with the entry', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const given = await change(workspaceId, owner, 1)
      expect(await store().members.changeKeys(given)).toBe(4)
      expect(await store().members.get(workspaceId, owner)).toMatchObject({
        accountKeyEpoch: 2,
        anchor: given.anchor,
      })
      expect(await store().members.keysets(workspaceId, owner)).toEqual(given.keysets)
      expect(await store().members.methods(workspaceId, owner)).toEqual(given.methods)
      expect(await store().workspaces.chain(workspaceId, 1, 9)).toEqual([given.entry])
    })

    test('change nothing when another entry came first', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      await append(scene)
      const given = await change(workspaceId, owner, 1)
      await expect(store().members.changeKeys(given)).rejects.toMatchObject({
        code: 'chain_conflict',
      })
      expect((await store().members.get(workspaceId, owner))?.accountKeyEpoch).toBe(1)
      expect(await store().members.methods(workspaceId, owner)).toHaveLength(2)
    })

    test('keep a key of a method that stays', async () => {
      const scene = await makeScene(store())
      const { memberId } = await invite(scene)
      const [, kit] = await store().members.methods(scene.workspaceId, memberId)
      const given = await change(scene.workspaceId, memberId, 1)
      await store().members.changeKeys({ ...given, methods: [{ ...kit!, accountKeyEpoch: 2 }] })
      const found = await store().members.byMethod({ publicKey: kit!.publicKey! })
      expect(found?.method.accountKeyEpoch).toBe(2)
    })
  })
})
