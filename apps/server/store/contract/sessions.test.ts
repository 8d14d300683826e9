import { LIFETIMES } from '@keyward/protocol'
import { describe, expect, test } from 'vitest'
import { storeContract } from '../cases/contract.ts'
import { newAccount } from '../cases/objects.ts'
import { newSession, report } from '../cases/rows.ts'
import { append, makeScene, push } from '../cases/scene.ts'
import { makeBytes, makeId, NOW } from '../cases/values.ts'

const MINUTE = 60_000

storeContract('sessions', (store) => {
  describe('a session', () => {
    test('is found by its token until it runs out', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const session = newSession(workspaceId, owner, { expiresAt: NOW + MINUTE })
      const row = await store().sessions.start(session, [])
      expect(row).toEqual({ ...session, lastUsedAt: NOW, isRemoved: false })
      const { tokenHash } = session
      expect(await store().sessions.byToken(tokenHash, NOW)).toEqual(row)
      expect(await store().sessions.byToken(tokenHash, NOW + MINUTE)).toBeUndefined()
      expect(await store().sessions.byToken(makeBytes(), NOW)).toBeUndefined()
    })

    test('is found with how far its workspace is, at each moment anew', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const session = newSession(workspaceId, owner, { expiresAt: NOW + MINUTE })
      const row = await store().sessions.start(session, [report(makeId())])
      const visit = (now = NOW) => store().sessions.visit(session.tokenHash, now)
      const standing = async () => {
        const known = await store().workspaces.get(workspaceId)
        const { sequence, hash } = await store().activity.head(workspaceId)
        const chainEnd = (await store().workspaces.chain(workspaceId, 0, 99)).at(-1)?.sequence
        return { ...known, chainEnd, activityHead: { sequence, hash } }
      }
      expect(await visit()).toEqual({ session: row, workspace: await standing() })
      const before = await visit()
      await append(scene)
      await push(scene, [newAccount([[owner, 'owner']])])
      const after = await visit()
      expect(after).toEqual({ session: row, workspace: await standing() })
      expect(after?.workspace.chainEnd).toBe((before?.workspace.chainEnd ?? 0) + 1)
      expect(await visit(NOW + MINUTE)).toBeUndefined()
      expect(await store().sessions.visit(makeBytes(), NOW)).toBeUndefined()
    })

    test('is found as removed at once when its member is', async () => {
      const scene = await makeScene(store())
      const { workspaceId, owner } = scene
      const session = newSession(workspaceId, owner)
      await store().sessions.start(session, [])
      const visit = () => store().sessions.visit(session.tokenHash, NOW)
      expect(await visit()).toMatchObject({ session: { isRemoved: false } })
      await append(scene, { removedMemberId: owner })
      expect(await visit()).toMatchObject({ session: { isRemoved: true } })
    })

    test('runs out early when nobody uses it', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const session = newSession(workspaceId, owner)
      const row = await store().sessions.start(session, [])
      const late = NOW + LIFETIMES.sessionIdle
      expect(await store().sessions.byToken(session.tokenHash, late)).toBeUndefined()
      await store().sessions.touch(row, late - 1)
      expect(await store().sessions.byToken(session.tokenHash, late)).toMatchObject({
        lastUsedAt: late - 1,
      })
    })

    test('keeps its last use, though not within a minute', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const row = await store().sessions.start(newSession(workspaceId, owner), [])
      const lastUse = async () =>
        (await store().sessions.byToken(row.tokenHash, NOW + MINUTE))?.lastUsedAt
      await store().sessions.touch(row, NOW + MINUTE - 1)
      expect(await lastUse()).toBe(NOW)
      await store().sessions.touch(row, NOW + MINUTE)
      expect(await lastUse()).toBe(NOW + MINUTE)
    })

    test('is ended by its member alone', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const session = newSession(workspaceId, owner)
      await store().sessions.start(session, [])
      const { sessionId } = session
      const other = store().sessions.end(workspaceId, makeId(), sessionId, [report(makeId())])
      await expect(other).rejects.toMatchObject({ code: 'session_unknown' })
      expect((await store().activity.head(workspaceId)).sequence).toBe(0)
      await store().sessions.end(workspaceId, owner, sessionId, [report(makeId())])
      expect(await store().sessions.byToken(session.tokenHash, NOW)).toBeUndefined()
      expect((await store().activity.head(workspaceId)).sequence).toBe(1)
      const again = store().sessions.end(workspaceId, owner, sessionId, [])
      await expect(again).rejects.toMatchObject({ code: 'session_unknown' })
    })

    test('belongs to the key of its device, also after all sessions ended', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const first = newSession(workspaceId, owner)
      await store().sessions.start(first, [])
      await store().sessions.end(workspaceId, owner, first.sessionId, [])
      const { deviceId, thumbprint } = first
      const stranger = newSession(workspaceId, owner, { deviceId })
      await expect(store().sessions.start(stranger, [report(makeId())])).rejects.toMatchObject({
        code: 'device_key_mismatch',
      })
      expect(await store().sessions.byToken(stranger.tokenHash, NOW)).toBeUndefined()
      expect((await store().activity.head(workspaceId)).sequence).toBe(0)
      const same = newSession(workspaceId, owner, { deviceId, thumbprint })
      expect(await store().sessions.start(same, [])).toMatchObject({ deviceId })
    })

    test('is listed for its member, the newest first', async () => {
      const { workspaceId, owner } = await makeScene(store())
      const later = newSession(workspaceId, owner, { startedAt: NOW + 1 })
      await store().sessions.start(later, [])
      const listed = await store().sessions.list(workspaceId, owner, NOW + 1)
      expect(listed.map(({ startedAt }) => startedAt)).toEqual([NOW + 1, NOW])
      expect(await store().sessions.list(workspaceId, makeId(), NOW)).toEqual([])
    })
  })

  describe('a value that is kept once', () => {
    test('is taken once', async () => {
      const [id, value] = [makeId(), makeBytes()]
      await store().sessions.keepOnce(id, value, NOW + 1)
      expect(await store().sessions.takeOnce(id, NOW)).toEqual(value)
      expect(await store().sessions.takeOnce(id, NOW)).toBeUndefined()
    })

    test('is not there after its time', async () => {
      const id = makeId()
      await store().sessions.keepOnce(id, makeBytes(), NOW)
      expect(await store().sessions.takeOnce(id, NOW)).toBeUndefined()
    })

    test('is replaced by one of the same id', async () => {
      const [id, value] = [makeId(), makeBytes()]
      await store().sessions.keepOnce(id, makeBytes(), NOW)
      await store().sessions.keepOnce(id, value, NOW + 1)
      expect(await store().sessions.takeOnce(id, NOW)).toEqual(value)
    })
  })
})
