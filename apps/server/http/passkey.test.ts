import { encodeBase64url } from '@keyward/codec'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/protocol'
import { beforeEach, describe, expect, test } from 'vitest'
import { testDevice } from '../cases/device.ts'
import { newId, random } from '../cases/keys.ts'
import { ORIGIN, type TestServer, testServer } from '../cases/server.ts'
import { assert, register, type TestAuthenticator, testAuthenticator } from '../cases/passkey.ts'
import { signUp, type TestMember } from '../cases/workspace.ts'

let server: TestServer
let owner: TestMember
let authenticator: TestAuthenticator

beforeEach(async () => {
  server = await testServer()
  ;({ owner } = await signUp(server))
  authenticator = testAuthenticator()
})

const challenge = async (): Promise<string> => (await owner.device.must('makeChallenge')).challenge

async function put(given: string, credential: RegistrationResponse, methodId = newId()) {
  const wrapped = encodeBase64url(random(61))
  const method = { kind: 'passkey', methodId, accountKeyEpoch: 1, wrapped, name: 'Key' } as const
  const body = { ...method, challenge: given, credential }
  return owner.device.ask('putMethod', { params: { methodId }, body })
}

/** Signs in on a new device. */
async function signIn(given: string, credential: AuthenticationResponse) {
  const device = await testDevice(server)
  const body = { challenge: given, credential, device: { deviceId: newId(), name: 'New phone' } }
  return device.ask('signInByPasskey', { body })
}

async function registered(): Promise<void> {
  const made = await challenge()
  const { status } = await put(made, await register(authenticator, made))
  expect(status).toBe(200)
}

describe('a passkey for Keyward itself', () => {
  test('signs in after it was added, and shows among the ways to unlock', async () => {
    await registered()
    const made = await challenge()
    const credential = await assert(authenticator, made)
    const { status, body } = await signIn(made, credential)
    expect([status, body.memberId]).toEqual([200, owner.memberId])
    const { methods } = await owner.device.must('getMe')
    expect(methods.find(({ kind }) => kind === 'passkey')).toMatchObject({
      name: 'Key',
      credentialId: credential.id,
    })
  })

  test('is not added for another challenge, site, or without a verified user', async () => {
    const made = await challenge()
    const other = await register(authenticator, await challenge())
    expect((await put(made, other)).body).toMatchObject({ rule: 'method.passkey' })
    const spent = await put(made, await register(authenticator, made))
    expect(spent.body.code).toBe('login_expired')
    const elsewhere = await challenge()
    const foreign = await register(authenticator, elsewhere, 'https://evil.test')
    expect((await put(elsewhere, foreign)).body).toMatchObject({ rule: 'method.passkey' })
    const careless = await challenge()
    const unverified = await register(authenticator, careless, ORIGIN, {
      userVerification: 'discouraged',
    })
    expect((await put(careless, unverified)).body).toMatchObject({ rule: 'method.passkey' })
  })

  test('does not sign in for another challenge, or without a verified user', async () => {
    await registered()
    const made = await challenge()
    const other = await assert(authenticator, await challenge())
    expect((await signIn(made, other)).body.code).toBe('sign_in_refused')
    const careless = await challenge()
    const unverified = await assert(authenticator, careless, 'discouraged')
    expect((await signIn(careless, unverified)).body.code).toBe('sign_in_refused')
    const bent = await challenge()
    const credential = await assert(authenticator, bent)
    const signature = encodeBase64url(random(70))
    const forged = { ...credential, response: { ...credential.response, signature } }
    expect((await signIn(bent, forged)).body.code).toBe('sign_in_refused')
  })

  test('never brings the results of extensions: they would be secrets', async () => {
    await registered()
    const made = await challenge()
    const credential = await assert(authenticator, made)
    const leaking = { ...credential, clientExtensionResults: { prf: { results: {} } } }
    const { body } = await signIn(made, leaking as unknown as AuthenticationResponse)
    expect(body).toMatchObject({
      code: 'bad_request',
      path: 'credential.clientExtensionResults',
    })
  })

  test('that was removed signs in no more, and its sessions have ended', async () => {
    await registered()
    const made = await challenge()
    const session = await signIn(made, await assert(authenticator, made))
    const { methods } = await owner.device.must('getMe')
    const methodId = methods.find(({ kind }) => kind === 'passkey')?.methodId ?? ''
    await owner.device.must('deleteMethod', { params: { methodId } })
    const { sessions } = await owner.device.must('listSessions')
    expect(sessions.map(({ sessionId }) => sessionId)).not.toContain(session.body.sessionId)
    const again = await challenge()
    expect((await signIn(again, await assert(authenticator, again))).body.code).toBe(
      'sign_in_refused',
    )
  })
})
