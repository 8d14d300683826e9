import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Acme, acme, BOB } from '../../cases/acme.ts'
import type { Device } from '../../cases/device.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID } from '../../cases/requests.ts'

/** Sharing a sign-in and not the key, with a real server, told in the order in which it happens. */
let scene: Acme
let alice: Device
let bob: Device
let passkey: RegisteredPasskey

const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }

beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  bob = await scene.bringIn('Bob', BOB, 'login-only')
  const made = await alice.json(['passkey', 'create', '--new', '--username', 'studio'], creation())
  passkey = await judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
})
afterAll(() => scene.end())

async function signsIn(device: Device, ...more: readonly string[]): Promise<void> {
  const got = await device.json(['passkey', 'get', ...more], request())
  const answer = got as AuthenticationResponse
  const judged = await judgeAssertion(answer, CHALLENGE, passkey, verification)
  expect(judged).toEqual({ counter: 0, userVerified: true })
}

const refusal = (device: Device): Promise<string> => device.rule(['passkey', 'get'], request())

/** What waits for Alice, once something does. */
async function waiting(): Promise<readonly unknown[]> {
  for (;;) {
    const { approvals } = await alice.json(['approvals', 'list'])
    if (approvals.length > 0) return approvals as readonly unknown[]
  }
}

test('a Collaborator signs in without the key, as often as allowed', async () => {
  expect(await alice.rule(['accounts', 'share', 'Perch', 'Bob', '--sign-ins', '2'])).toBe(
    'cli.option',
  )
  await alice.ok(['accounts', 'share', 'Perch', 'Bob', '--role', 'collaborator', '--sign-ins', '2'])
  await bob.ok(['sync'])
  expect((await bob.json(['accounts', 'list']))['accounts']).toMatchObject([
    { appName: 'Perch', relation: 'collaborator' },
  ])
  await signsIn(bob)
  await signsIn(bob)
  expect(await refusal(bob)).toBe('cosigning.refused:limit.sign-ins')
})

test('the Owner sees it, and sets other limits', async () => {
  const { people } = await alice.json(['accounts', 'sharing', 'Perch'])
  expect((people as { name: string }[]).find(({ name }) => name === 'Bob')).toMatchObject({
    role: 'collaborator',
    signInsUsed: 2,
    limits: { signIns: 2 },
    deals: [{ deviceName: 'bob-1', state: 'ready' }],
  })
  const { out } = await alice.ok(['accounts', 'sharing', 'Perch'])
  expect(out).toContain('2 of 2')
  await alice.ok(['accounts', 'limits', 'Perch', 'Bob', '--reason'])
  expect(await refusal(bob)).toBe('cosigning.refused:limit.reason')
  await signsIn(bob, '--reason', 'The monthly report')
})

test('an approval is given, and a window opened', async () => {
  await alice.ok(['accounts', 'limits', 'Perch', 'Bob', '--approval'])
  const asking = signsIn(bob)
  const approvals = await waiting()
  expect(approvals).toMatchObject([{ who: 'Bob', rpId: RP_ID, origin: ORIGIN }])
  await alice.ok(['approvals', 'approve'])
  await asking
  await alice.ok(['approvals', 'window', 'Perch', 'Bob', '--hours', '2'])
  await signsIn(bob)
  await alice.ok(['approvals', 'window', 'Perch', 'Bob', '--close'])
  const declined = refusal(bob)
  await waiting()
  await alice.ok(['approvals', 'decline'])
  expect(await declined).toBe('cosigning.approval-needed:declined')
})

test('a dealer keeps off the machine of the server, and prepares sign-ins elsewhere', async () => {
  expect(await alice.rule(['dealer', '--once'])).toBe('cli.home')
  expect(await alice.json(['dealer', '--once', '--beside-signer'])).toMatchObject({ made: 0 })
})

test('taken back, the very next sign-in is refused, and the Owner’s go on', async () => {
  await alice.ok(['accounts', 'unshare', 'Perch', 'Bob'])
  expect(await refusal(bob)).toMatch(/^cosigning\./)
  await signsIn(alice)
})
