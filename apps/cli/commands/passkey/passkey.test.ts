import { writeFileSync } from 'node:fs'
import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Acme, acme, ALICE } from '../../cases/acme.ts'
import type { Device } from '../../cases/device.ts'
import { keyward, typing } from '../../cases/keyward.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID } from '../../cases/requests.ts'

let scene: Acme
let alice: Device
let accountId: string
const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }

beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  accountId = (await alice.json(['accounts', 'create', 'Perch', '--username', 'one']))['accountId']
})
afterAll(() => scene.end())
beforeEach(() => void vi.useRealTimers())

/** The time since unlocking that makes the passphrase be asked for again. */
const later = (): void => void vi.setSystemTime(Date.now() + 61_000)

async function register(args: readonly string[], options = {}): Promise<RegisteredPasskey> {
  const made = await alice.json(['passkey', 'create', ...args], creation(options))
  return judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
}

describe('passkeys', () => {
  let first: RegisteredPasskey
  let second: RegisteredPasskey

  test('are added to an account beside those that are there', async () => {
    first = await register(['--account', 'Perch'])
    second = await register(['--account', accountId], {
      user: { id: 'BBBB', name: 'b', displayName: '' },
    })
    const { passkeys } = await alice.json(['passkey', 'list', '--rp-id', RP_ID])
    expect(passkeys).toHaveLength(2)
    expect((await alice.json(['accounts', 'show', accountId]))['passkeys']).toHaveLength(2)
  })

  test('sign in: the newest, or the one that is named', async () => {
    const newest = await alice.json(['passkey', 'get'], request())
    expect(newest['id']).toBe(second.id)
    const named = await alice.json(['passkey', 'get', `--credential-id=${first.id}`], request())
    await judgeAssertion(named as AuthenticationResponse, CHALLENGE, first, verification)
    const unknown = await alice.run(['passkey', 'get', '--credential-id', 'AAAA'], request())
    expect(unknown.code).toBe(5)
  })

  test('answer in JSON whoever reads', async () => {
    const run = await alice.run(['passkey', 'get'], request())
    expect(JSON.parse(run.out)).toMatchObject({ type: 'public-key' })
  })

  test('are offered to no other site', async () => {
    const phish = { ...request(), origin: 'https://perch.example' }
    expect(await alice.rule(['passkey', 'get'], phish)).toMatch(/^rp-id\.|^related-origins\./)
  })

  test('an exclude list looks into the vault, and tells the site', async () => {
    const excludeCredentials = [{ type: 'public-key', id: first.id }]
    const refused = await alice.run(
      ['passkey', 'create', '--account', accountId, '--json'],
      creation({ excludeCredentials }),
    )
    expect(JSON.parse(refused.out).error).toMatchObject({ name: 'InvalidStateError' })
    expect((await alice.json(['passkey', 'list']))['passkeys']).toHaveLength(2)
  })

  test('are deleted, and sign in again once restored', async () => {
    await alice.ok(['passkey', 'delete', '--', second.id])
    expect((await alice.json(['passkey', 'get'], request()))['id']).toBe(first.id)
    expect((await alice.json(['passkey', 'list', '--deleted']))['passkeys']).toMatchObject([
      { credentialId: second.id, status: 'deleted' },
    ])
    await alice.ok(['passkey', 'restore', '--', second.id])
    const got = await alice.json(['passkey', 'get', `--credential-id=${second.id}`], request())
    await judgeAssertion(got as AuthenticationResponse, CHALLENGE, second, verification)
  })

  test('sign in without the server', async () => {
    await scene.server.stop()
    const got = await alice.json(['passkey', 'get', `--credential-id=${first.id}`], request())
    const answer = got as AuthenticationResponse
    const { userVerified } = await judgeAssertion(answer, CHALLENGE, first, verification)
    expect(userVerified).toBe(true)
    await scene.server.start()
  })
})

describe('the person', () => {
  test('is verified by the passphrase, once it did not unlock less than a minute ago', async () => {
    const env = { KEYWARD_HOME: alice.home }
    vi.useFakeTimers({ toFake: ['Date'] })
    later()
    expect(await alice.rule(['passkey', 'get'], request())).toBe('cli.no-terminal')
    const right = typing('no', 'wrong', ALICE)
    const got = await keyward(['passkey', 'get'], request(), { env, keyboard: right })
    expect(got).toMatchObject({ code: 0 })
    const wrong = typing('no', 'wrong', 'neither')
    const refused = await keyward(['passkey', 'get', '--json'], request(), { env, keyboard: wrong })
    expect(JSON.parse(refused.out).error).toMatchObject({ name: 'NotAllowedError' })
  })

  test('may be a program that brings the passphrase, with the request in a file', async () => {
    const file = scene.folder.file('request.json')
    writeFileSync(file, JSON.stringify(request()))
    const got = await alice.json(
      ['passkey', 'get', '--passphrase-stdin', '--request', file],
      `${ALICE}\n`,
    )
    expect(got).toMatchObject({ type: 'public-key' })
  })

  test('chooses the account at the keyboard where the command line does not', async () => {
    const env = { KEYWARD_HOME: alice.home }
    await alice.ok(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
    const ask = (...lines: string[]) =>
      keyward(['passkey', 'create'], creation(), { env, keyboard: typing(...lines) })
    const existing = await ask('1')
    expect(existing).toMatchObject({ code: 0 })
    expect(existing.err).toContain('1  Update Perch one (2 passkeys)')
    // The first username is another account's: it is asked again, and nothing is lost.
    const made = await ask('n', 'ONE', 'n', 'two')
    expect(made).toMatchObject({ code: 0 })
    expect(made.err).toContain('Another account has this username')
    expect((await ask('')).code).toBe(1)
    const { accounts } = await alice.json(['accounts', 'list'])
    expect(accounts).toMatchObject([
      { username: 'one', passkeys: 3 },
      { username: 'two', passkeys: 1 },
    ])
  })

  test('meets the gates before anything else: the policy that creates on phones alone', async () => {
    await alice.ok(['policy', 'set', 'createOn', 'mobile'])
    expect(await alice.rule(['passkey', 'create', '--new'], creation())).toBe(
      'provider.gate:create-on-mobile-only',
    )
    expect((await alice.run(['passkey', 'get'], request())).code).toBe(0)
  })
})
