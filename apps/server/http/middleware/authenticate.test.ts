import { describe, expect, test } from 'vitest'
import { addMember, remove } from '../../cases/members.ts'
import { testServer } from '../../cases/server.ts'
import { newDeviceOf } from '../../cases/sign-in.ts'
import { append, signUp, type TestMember } from '../../cases/workspace.ts'

const codeOf = async (member: TestMember): Promise<string> => {
  const { status, body } = await member.device.ask('getChanges', { query: { since: 0 } })
  return status === 200 ? 'ok' : (body.code ?? 'none')
}

describe('who asks', () => {
  test('is found out anew with every request: a removed member is out at the next one', async () => {
    const workspace = await signUp(await testServer())
    const uma = await addMember(workspace, 'Uma', 'user')
    expect(await codeOf(uma)).toBe('ok')
    await remove(workspace, uma)
    expect(await codeOf(uma)).toBe('unauthenticated')
  })

  test('is out by the chain alone, even if the store still had its session', async () => {
    const server = await testServer()
    const workspace = await signUp(server)
    const uma = await addMember(workspace, 'Uma', 'user')
    const sessions = {
      ...server.store.sessions,
      async visit(hash: Uint8Array, now: number) {
        const found = await server.store.sessions.visit(hash, now)
        return found && { ...found, session: { ...found.session, isRemoved: false } }
      },
    }
    const other = await testServer({ store: { ...server.store, sessions } })
    const device = uma.device.at(other)
    expect(await codeOf({ ...uma, device })).toBe('ok')
    await remove(workspace, uma)
    expect(await codeOf({ ...uma, device })).toBe('unauthenticated')
  })

  test('is no member’s device any more once the device was removed', async () => {
    const workspace = await signUp(await testServer())
    const uma = await addMember(workspace, 'Uma', 'user')
    const { deviceId } = uma
    await append(workspace.owner, { kind: 'device-removed', deviceId })
    expect(await codeOf(uma)).toBe('unauthenticated')
  })

  test('may be a device that the chain does not have, for as long as it adds itself', async () => {
    const { owner } = await signUp(await testServer())
    expect(await codeOf(await newDeviceOf(owner))).toBe('device_not_admitted')
  })

  test('has used the session, which is kept to the minute', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const lastUse = async (): Promise<number | undefined> =>
      (await owner.device.must('listSessions')).sessions[0]?.lastUsedAt
    const started = await lastUse()
    server.now += 59_000
    expect(await lastUse()).toBe(started)
    server.now += 1000
    await owner.device.must('getMe')
    expect(await lastUse()).toBe(server.now)
  })

  test('may read when the disk is full and the use can’t be kept', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const touch = async (): Promise<void> => {
      throw new Error('no space')
    }
    const sessions = { ...server.store.sessions, touch }
    const other = await testServer({ store: { ...server.store, sessions } })
    other.now = server.now + 120_000
    const device = owner.device.at(other)
    expect(await codeOf({ ...owner, device })).toBe('ok')
  })

  test('is counted by member', async () => {
    const server = await testServer({ rates: { member: { size: 3, every: 60_000 } } })
    const { owner } = await signUp(server)
    const codes = await Promise.all([1, 2, 3, 4].map(() => codeOf(owner)))
    expect(codes.toSorted()).toEqual(['ok', 'ok', 'ok', 'rate_limited'])
  })

  test('proves it once: a proof that was seen is no proof', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const { device } = owner
    const url = 'https://keyward.test/v1/me'
    const DPoP = await device.proof(device.keys, 'GET', url, device.token)
    const first = await device.ask('getMe', { headers: { DPoP } })
    const again = await device.ask('getMe', { headers: { DPoP } })
    expect([first.status, again.body.code]).toEqual([200, 'proof_replayed'])
  })

  test('learns the server’s time when the proof is dated too far off', async () => {
    const server = await testServer()
    const { owner } = await signUp(server)
    const { device } = owner
    const url = 'https://keyward.test/v1/me'
    const DPoP = await device.proof(device.keys, 'GET', url, device.token)
    server.now += 120_000
    const { status, body } = await device.ask('getMe', { headers: { DPoP } })
    expect(status).toBe(401)
    expect(body).toMatchObject({ code: 'proof_time', serverTime: server.now })
  })
})
