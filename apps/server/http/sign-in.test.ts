import { parseActivity } from '@keyward/log'
import { decodeBase64url } from '@keyward/codec'
import { LIFETIMES } from '@keyward/protocol'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDevice } from '../cases/device.ts'
import { newId } from '../cases/keys.ts'
import { addMember, remove } from '../cases/members.ts'
import { type TestServer, testServer } from '../cases/server.ts'
import { anyPassphrase, kitSignIn, startPassphrase } from '../cases/sign-in.ts'
import { signUp, type TestMember, type TestWorkspace } from '../cases/workspace.ts'

let server: TestServer
let workspace: TestWorkspace
let owner: TestMember

beforeAll(async () => {
  server = await testServer()
  workspace = await signUp(server)
  ;({ owner } = workspace)
})

const phone = () => ({ deviceId: newId(), name: 'New phone' })

async function byPassphrase(user: Parameters<typeof startPassphrase>[1], device = phone()) {
  const asking = await testDevice(server)
  const { loginId, finish } = await startPassphrase(asking, user)
  const body = { loginId, finish: finish ?? 'AAAA', device }
  return { asking, answer: await asking.ask('finishPassphrase', { body }), body }
}

/** The events that the log has, newest last. */
async function events(): Promise<string[]> {
  const { entries } = await owner.device.must('getActivity', { query: { limit: 1000 } })
  return entries.map((text) => parseActivity(decodeBase64url(text)).event)
}

describe('signing in by passphrase', () => {
  test('begins a session of a device that the chain does not have yet', async () => {
    const { answer } = await byPassphrase(owner)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      workspaceId: owner.workspaceId,
      memberId: owner.memberId,
      isAdmitted: true,
      isDeviceAdmitted: false,
      serverTime: server.now,
    })
    expect((await events()).at(-1)).toBe('session-started')
  })

  test('takes the address however it is written', async () => {
    const { answer } = await byPassphrase({ ...owner, address: owner.address.toUpperCase() })
    expect(answer.status).toBe(200)
  })

  test('tells a wrong passphrase, an unknown member and an unknown workspace apart in nothing', async () => {
    const asking = await testDevice(server)
    const users = [
      { ...owner, passphrase: 'wrong' },
      { ...owner, address: 'nobody@example.org' },
      { ...owner, workspaceId: newId() },
    ]
    const seen = []
    for (const { workspaceId, address } of users) {
      const { login: request } = anyPassphrase()
      const body = { workspaceId, address, request }
      const { loginId, response } = await asking.must('startPassphrase', { body })
      const finish = { loginId, finish: 'A'.repeat(86), device: phone() }
      const refused = await asking.ask('finishPassphrase', { body: finish })
      seen.push({ length: response.length, status: refused.status, told: refused.body })
    }
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
    expect(seen[0]?.told).toMatchObject({ code: 'sign_in_refused' })
  })

  test('answers registrations alike for known and unknown members', async () => {
    const asking = await testDevice(server)
    const { registration: request } = anyPassphrase()
    const ask = (address: string) =>
      asking.must('registerPassphrase', {
        body: { workspaceId: owner.workspaceId, address, request },
      })
    const known = await ask(owner.address)
    const unknown = await ask('nobody@example.org')
    expect(unknown.response).toHaveLength(known.response.length)
  })

  test('is finished once, and within two minutes', async () => {
    const { asking, body } = await byPassphrase(owner)
    const again = await asking.ask('finishPassphrase', { body })
    expect(again.body.code).toBe('login_expired')
    const { loginId, finish } = await startPassphrase(asking, owner)
    server.now += LIFETIMES.login
    const late = { loginId, finish: finish ?? '', device: phone() }
    const { body: refused } = await asking.ask('finishPassphrase', { body: late })
    server.now -= LIFETIMES.login
    expect(refused.code).toBe('login_expired')
  })

  test('logs a refusal, without saying whose', async () => {
    await byPassphrase({ ...owner, passphrase: 'wrong' })
    expect((await events()).at(-1)).toBe('sign-in-refused')
  })

  test('is tried only so often for one address, known or not', async () => {
    const rates = { address: { size: 2, every: 1e9 } }
    const slow = await testServer({ store: server.store, secrets: server.deps.secrets, rates })
    const asking = await testDevice(slow)
    for (const address of [owner.address, 'nobody@example.org']) {
      const codes = []
      for (let tries = 0; tries < 3; tries += 1) {
        const { login: request } = anyPassphrase()
        const body = { workspaceId: owner.workspaceId, address, request }
        codes.push((await asking.ask('startPassphrase', { body })).body.code)
      }
      expect(codes).toEqual([undefined, undefined, 'rate_limited'])
    }
  })
})

describe('a device', () => {
  test('has one proof key for good', async () => {
    const device = phone()
    const first = await byPassphrase(owner, device)
    expect(first.answer.status).toBe(200)
    const thief = await byPassphrase(owner, device)
    expect(thief.answer.body.code).toBe('device_key_mismatch')
    const { loginId, finish } = await startPassphrase(first.asking, owner)
    const body = { loginId, finish: finish ?? '', device }
    expect((await first.asking.ask('finishPassphrase', { body })).status).toBe(200)
  })
})

describe('signing in by recovery kit', () => {
  test('takes the kit’s signature over this challenge, device and key', async () => {
    const asking = await testDevice(server)
    const body = await kitSignIn(asking, owner)
    const { status, body: session } = await asking.ask('signInByKit', { body })
    expect([status, session.memberId]).toEqual([200, owner.memberId])
  })

  test('takes a challenge once, and none that was not made here', async () => {
    const asking = await testDevice(server)
    const body = await kitSignIn(asking, owner)
    await asking.must('signInByKit', { body })
    expect((await asking.ask('signInByKit', { body })).body.code).toBe('login_expired')
    const made = { ...(await kitSignIn(asking, owner)), challenge: 'A'.repeat(43) }
    expect((await asking.ask('signInByKit', { body: made })).body.code).toBe('login_expired')
  })

  test('takes a signature for no other device, key or kit', async () => {
    const asking = await testDevice(server)
    const another = await testDevice(server)
    const stranger = (await signUp(await testServer(), 'Otto')).owner
    for (const body of [
      { ...(await kitSignIn(asking, owner)), device: phone() },
      await kitSignIn(another, owner),
      await kitSignIn(asking, stranger),
      { ...(await kitSignIn(asking, owner)), signature: 'A'.repeat(86) },
    ])
      expect((await asking.ask('signInByKit', { body })).body.code).toBe('sign_in_refused')
  })
})

describe('a member who was removed', () => {
  test('signs in by nothing any more', async () => {
    const uma = await addMember(workspace, 'Uma', 'user')
    await remove(workspace, uma)
    expect((await byPassphrase(uma)).answer.body.code).toBe('sign_in_refused')
    const asking = await testDevice(server)
    const { body } = await asking.ask('signInByKit', { body: await kitSignIn(asking, uma) })
    expect(body.code).toBe('sign_in_refused')
  })
})
