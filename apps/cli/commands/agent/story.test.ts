import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme } from '../../cases/acme.ts'
import { keyward } from '../../cases/keyward.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID, ruleOf } from '../../cases/requests.ts'

const REASON = 'Nightly report'
const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }
let scene: Acme
let passkey: RegisteredPasskey
let place: readonly string[]

beforeAll(async () => {
  scene = await acme()
  const { alice } = scene
  await alice.ok(['accounts', 'create', 'Perch', '--username', 'one'])
  const made = await alice.json(['passkey', 'create', '--account', 'Perch'], creation())
  passkey = await judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
  const state = scene.folder.file('agent')
  place = ['--state', state, '--secret-file', scene.folder.file('secret'), '--beside-signer']
})
afterAll(() => scene.end())

const signIn = () =>
  keyward(['agent', 'sign-in', '--reason', REASON, '--json', ...place], request())

/** Creates an agent at one place and logs it in at the other, as two people at two machines do. */
async function create(name: string, at: readonly string[], ...options: string[]) {
  const { alice } = scene
  const env = { KEYWARD_HOME: alice.home }
  let login: ReturnType<typeof keyward> | undefined
  const created = await keyward(
    ['agent', 'create', name, '--account', 'Perch', '--wait', '2', '--json', ...options],
    '',
    {
      env,
      onErr(text) {
        const link = /^Link: (\S+)/m.exec(text)?.[1]
        if (link === undefined) return
        const args = ['agent', 'login', '--link', '-', '--name', name, '--wait', '2', '--json']
        login = keyward([...args, ...at], `${link}\n`)
      },
    },
  )
  const loggedIn = await login
  expect(loggedIn?.code, loggedIn?.err).toBe(0)
  expect(created.code, created.out + created.err).toBe(0)
  return JSON.parse(created.out) as Record<string, unknown>
}

describe('an agent', () => {
  test('is created, logs in, and is ready', async () => {
    const made = await create('Reports', place, '--sign-ins', '2', '--reason')
    expect(made).toMatchObject({ name: 'Reports', isReady: true })
    const { members } = await scene.alice.json(['members', 'list'])
    expect(members).toContainEqual(
      expect.objectContaining({ name: 'Reports', kind: 'agent', role: 'login-only' }),
    )
  })

  test('signs in as often as it may, and is refused by name after that', async () => {
    for (let count = 0; count < 2; count += 1) {
      const done = await signIn()
      expect(done.code, done.out + done.err).toBe(0)
      const response = JSON.parse(done.out) as AuthenticationResponse
      await judgeAssertion(response, CHALLENGE, passkey, verification)
    }
    const refused = await signIn()
    expect(refused.code).toBe(1)
    expect(ruleOf(refused)).toBe('cosigning.refused:limit.sign-ins')
  })

  test('has said why, in the activity', async () => {
    const { out } = await scene.alice.ok(['activity', 'list', '--json'])
    expect(out).toContain('passkey-co-signed')
    expect(out).toContain('co-signing-refused')
  })

  test('is refused at once when the account is taken back, and the owner is not', async () => {
    await scene.alice.ok(['accounts', 'unshare', 'Perch', 'Reports'])
    expect(ruleOf(await signIn())).toBe('ceremony.no-credential')
    const own = await scene.alice.json(['passkey', 'get'], request())
    await judgeAssertion(own as AuthenticationResponse, CHALLENGE, passkey, verification)
  })

  test('that is removed is refused at once', async () => {
    const state = scene.folder.file('other')
    const at = ['--state', state, '--secret-file', scene.folder.file('other-secret')]
    await create('Other', [...at, '--beside-signer'])
    const other = () =>
      keyward(
        ['agent', 'sign-in', '--reason', REASON, '--json', ...at, '--beside-signer'],
        request(),
      )
    expect((await other()).code).toBe(0)
    await scene.alice.ok(['members', 'remove', 'Other'])
    const refused = await other()
    expect(refused.code).not.toBe(0)
    expect(ruleOf(refused)).toMatch(/^(session|agent|remote)\./)
  })
})
