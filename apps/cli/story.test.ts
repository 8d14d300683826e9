import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Acme, acme, ALICE, BOB } from './cases/acme.ts'
import { type Device, words } from './cases/device.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID } from './cases/requests.ts'

/** Two people with two devices each, told in the order in which it happens. */
let scene: Acme
let alice1: Device
let alice2: Device
let bob1: Device
let bob2: Device
let accountId: string
let passkey: RegisteredPasskey

const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }

beforeAll(async () => {
  scene = await acme()
  alice1 = scene.alice
})
afterAll(() => scene.end())

test('a second person joins by invitation, with keys that the chain vouches for', async () => {
  const { link, spokenCode } = await alice1.json(['members', 'invite', '--role', 'admin'])
  expect(link).toContain('/#/join/')
  expect(spokenCode).toMatch(/^([0-9A-Z*~$=]{3}-){8}[0-9A-Z*~$=]{3}$/)
  bob1 = scene.device('bob-1', BOB)
  const joined = await bob1.json(
    words('members join --link - --passphrase-stdin --name Bob --address bob --device-name bob-1'),
    `${link}\n${BOB}\n`,
  )
  expect(joined).toMatchObject({ workspaceName: 'Acme', role: 'admin' })
  expect(joined['recoveryKit'].words.split(' ')).toHaveLength(24)
  expect(await bob1.rule(['sync'])).toBe('session.not-admitted')
  expect(await bob1.rule(['accounts', 'create', 'Perch'])).toBe('session.not-admitted')
  const { waiting } = await alice1.json(['members', 'invitations'])
  expect(waiting).toMatchObject([{ name: 'Bob', address: 'bob', role: 'admin', check: 'proven' }])
  await alice1.ok(['members', 'admit', 'Bob'])
  await bob1.ok(['sync'])
  const { members } = await bob1.json(['members', 'list'])
  expect(members).toMatchObject([
    { name: 'Alice', role: 'owner' },
    { name: 'Bob', role: 'admin' },
  ])
})

test('each signs in on a second device', async () => {
  alice2 = await scene.signIn('alice-2', 'alice', ALICE)
  bob2 = await scene.signIn('bob-2', 'bob', BOB)
  await alice2.ok(['sync'])
  const { devices } = await alice2.json(['devices', 'list', '--all'])
  const names = (devices as { name: string }[]).map(({ name }) => name)
  expect(names.toSorted()).toEqual(['alice-1', 'alice-2', 'bob-1', 'bob-2'])
})

test('a passkey is created in a new account, and the site accepts it', async () => {
  const made = await alice1.json(
    ['passkey', 'create', '--new', '--username', 'studio@acme'],
    creation(),
  )
  const judged = await judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
  expect(judged.userVerified).toBe(true)
  passkey = judged
  const { accounts } = await alice1.json(['accounts', 'list'])
  expect(accounts).toMatchObject([{ appName: 'Perch', username: 'studio@acme', passkeys: 1 }])
  accountId = accounts[0].accountId
})

test('it is on the other device of the same person after a sync, and not on those of others', async () => {
  await alice2.ok(['sync'])
  await bob2.ok(['sync'])
  expect((await alice2.json(['accounts', 'list']))['total']).toBe(1)
  expect((await bob2.json(['accounts', 'list']))['total']).toBe(0)
  expect(await bob2.rule(['accounts', 'show', accountId])).toBe('cli.not-found')
})

test('shared as co-owner, it signs in from the other person’s second device', async () => {
  await alice2.ok(['accounts', 'share', 'Perch', 'Bob'])
  await bob2.ok(['sync'])
  const got = await bob2.json(['passkey', 'get'], request())
  const answer = got as AuthenticationResponse
  const { userVerified } = await judgeAssertion(answer, CHALLENGE, passkey, verification)
  expect(userVerified).toBe(true)
})

test('who signed in stands in the activity, proven offline', async () => {
  const { entries } = await alice1.json(['activity', 'list', '--event', 'passkey-signed-in'])
  expect(entries).toMatchObject([{ event: 'passkey-signed-in', subject: { accountId } }])
  const file = scene.folder.file('activity.jsonl')
  await alice1.ok(['sync'])
  await alice1.ok(['activity', 'export', file])
  await scene.server.stop()
  await alice1.ok(['lock'])
  expect(await alice1.json(['activity', 'verify', file])).toMatchObject({
    verified: true,
    seen: 'covered',
  })
  await scene.server.start()
  await alice1.ok(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
})

test('removing the person ends the access, makes new keys, and lists what was seen', async () => {
  const removed = await alice1.json(['members', 'remove', 'Bob'])
  expect(removed['seen']).toMatchObject([
    { accountId, username: 'studio@acme', passkeys: [{ credentialId: passkey.id, rpId: RP_ID }] },
  ])
  expect(removed['unsynchronised']).toBe(0)
  const shown = await alice1.json(['accounts', 'show', accountId])
  expect(shown['members']).toMatchObject([{ name: 'Alice', role: 'owner' }])
  const report = await alice1.json(['members', 'report', 'Bob'])
  expect(report['seen']).toMatchObject([{ accountId }])
})

test('the next request of the person is refused, on each device', async () => {
  for (const device of [bob1, bob2]) {
    const run = await device.run(['sync', '--json'])
    expect(run.code).toBe(3)
    expect(JSON.parse(run.out).error.rule).toMatch(/^session\.(removed|ended)$/)
  }
  expect(await bob1.run(['unlock', '--passphrase-stdin'], `${BOB}\n`)).not.toMatchObject({
    code: 0,
  })
})

test('for the others nothing changed: the passkey signs in, and the account can be edited', async () => {
  await alice2.ok(['sync'])
  const got = await alice2.json(['passkey', 'get'], request())
  const answer = got as AuthenticationResponse
  await judgeAssertion(answer, CHALLENGE, passkey, verification)
  await alice2.ok(['accounts', 'edit', accountId, '--label', 'rotated'])
  await alice1.ok(['sync'])
  expect(await alice1.json(['accounts', 'show', accountId])).toMatchObject({ labels: ['rotated'] })
})
