import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, ALICE, BOB } from '../../cases/acme.ts'
import { type Device, words } from '../../cases/device.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID } from '../../cases/requests.ts'

/** Teams on a real server, and what is shared with them, told in the order in which it happens. */
let scene: Acme
let alice: Device
let bob: Device
let cleo: Device
let passkey: RegisteredPasskey

const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }
const REFUSED = /^cosigning\.|^ceremony\.no-credential$/

beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  bob = await scene.bringIn('Bob', BOB)
  cleo = await scene.bringIn('Cleo', BOB, 'guest')
  const made = await alice.json(['passkey', 'create', '--new', '--username', 'studio'], creation())
  passkey = await judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
})
afterAll(() => scene.end())

async function signsIn(device: Device): Promise<void> {
  await device.ok(['sync'])
  const answer = (await device.json(['passkey', 'get'], request())) as AuthenticationResponse
  const judged = await judgeAssertion(answer, CHALLENGE, passkey, verification)
  expect(judged).toEqual({ counter: 0, userVerified: true })
}

const refusal = (device: Device): Promise<string> => device.rule(['passkey', 'get'], request())

async function namesIn(team: string): Promise<string[]> {
  const { members } = await alice.json(['teams', 'show', team])
  return (members as { name: string }[]).map(({ name }) => name)
}

/** Who has the account, as what. */
async function rolesAtPerch(): Promise<Record<string, string>> {
  const { people } = await alice.json(['accounts', 'sharing', 'Perch'])
  const rows = people as { name: string; role: string }[]
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

describe('a team', () => {
  test('is made with members, listed and shown to everybody', async () => {
    expect((await alice.ok(['teams', 'list'])).out).toBe('No teams.\n')
    const made = await alice.json(['teams', 'create', 'Night watch', '--member', 'bob'])
    const { teamId } = made
    await bob.ok(['sync'])
    for (const device of [alice, bob])
      expect(await device.json(['teams', 'list'])).toEqual({
        teams: [{ teamId, name: 'Night watch', members: 1 }],
      })
    expect(await bob.json(['teams', 'show', teamId])).toMatchObject({
      name: 'Night watch',
      members: [{ name: 'Bob', role: 'user', kind: 'person' }],
    })
    expect((await bob.ok(['teams', 'show', 'night WATCH'])).out).toMatch(/^Bob +user +person /m)
  })

  test('is changed by who administers, and by nobody else', async () => {
    const commands = [
      ['teams', 'create', 'Day watch'],
      ['teams', 'rename', 'Night watch', 'Nobody'],
      ['teams', 'add', 'Night watch', 'Cleo'],
      ['teams', 'remove-member', 'Night watch', 'Bob'],
      ['teams', 'remove', 'Night watch'],
    ]
    for (const command of commands)
      expect(await bob.rule(command)).toBe('forbidden:needs-team-administrator')
  })

  test('that there is not, or without a name, is told', async () => {
    expect(await alice.rule(['teams', 'show', 'Day watch'])).toBe('cli.not-found')
    expect(await alice.rule(['teams', 'add', 'Night watch', 'Dora'])).toBe('cli.not-found')
    expect(await alice.rule(['teams', 'create', ' '])).toBe('cli.operand')
    expect(await alice.rule(['teams', 'rename', 'Night watch', ''])).toBe('cli.operand')
  })

  test('of a name that another one has is named by its id', async () => {
    const { teamId } = await alice.json(['teams', 'create', 'night watch'])
    const { err } = await alice.run(['teams', 'show', 'Night watch'])
    expect(err).toContain(teamId)
    await alice.ok(['teams', 'rename', teamId, 'Day watch'])
    expect(await namesIn('Day watch')).toEqual([])
    await alice.ok(['teams', 'remove', 'Day watch'])
    expect(await alice.rule(['teams', 'show', teamId])).toBe('cli.not-found')
  })

  test('keeps whom another administrator took in meanwhile', async () => {
    const other = await scene.signIn('alice-2', 'alice', ALICE)
    await alice.ok(words('teams create Crew --member Bob'))
    await other.ok(['sync'])
    await other.ok(['teams', 'add', 'Crew', 'Cleo'])
    await alice.ok(['teams', 'add', 'Crew', 'Alice'])
    expect(await namesIn('Crew')).toEqual(['Alice', 'Bob', 'Cleo'])
    await alice.ok(['teams', 'remove', 'Crew'])
  })
})

describe('an account that is shared with a team', () => {
  test('is everybody’s who is in it, and shown with the team', async () => {
    const { teams } = await alice.json(['teams', 'list'])
    const shared = words('accounts share Perch --role manager --sign-ins 5 --team')
    const { teamId } = teams[0]
    expect(await alice.json([...shared, 'Night watch'])).toMatchObject({
      teamId,
      role: 'manager',
      synchronised: true,
    })
    await signsIn(bob)
    expect(await rolesAtPerch()).toEqual({ Alice: 'owner', Bob: 'manager' })
    const shown = await alice.json(['accounts', 'show', 'Perch'])
    expect(shown['teams']).toEqual([{ teamId, name: 'Night watch', role: 'manager' }])
    expect((await alice.ok(['accounts', 'show', 'Perch'])).out).toMatch(/^Teams +Night watch$/m)
    const { out } = await alice.ok(['accounts', 'sharing', 'Perch'])
    expect(out).toMatch(/^Bob +manager +Night watch +1 of 5 +none /m)
    expect(out).toMatch(/^Night watch +manager +5 sign-ins each$/m)
  })

  test('is got by who comes into it, and lost by who leaves it', async () => {
    await alice.ok(['teams', 'add', 'Night watch', 'Cleo'])
    await signsIn(cleo)
    await alice.ok(['teams', 'remove-member', 'Night watch', 'Bob'])
    expect(await refusal(bob)).toMatch(REFUSED)
    expect(await rolesAtPerch()).toEqual({ Alice: 'owner', Cleo: 'collaborator' })
  })

  test('gets another role and other limits by sharing again', async () => {
    const again = await alice.json(['accounts', 'share', 'Perch', '--team', 'Night watch'])
    expect(again).toMatchObject({ role: 'collaborator' })
    const { teams } = await alice.json(['accounts', 'sharing', 'Perch'])
    expect(teams).toMatchObject([{ role: 'collaborator', limits: { signIns: null } }])
    await signsIn(cleo)
  })

  test('taken back, stays with who has it by name', async () => {
    await alice.ok(['accounts', 'share', 'Perch', 'Bob', '--role', 'collaborator'])
    await alice.ok(['accounts', 'unshare', 'Perch', '--team', 'Night watch'])
    expect(await rolesAtPerch()).toEqual({ Alice: 'owner', Bob: 'collaborator' })
    expect(await refusal(cleo)).toMatch(REFUSED)
    await signsIn(bob)
    expect((await alice.json(['accounts', 'show', 'Perch']))['teams']).toEqual([])
  })

  test.each([
    ['nobody', ['share', 'Perch', '--role', 'manager'], 'cli.operand'],
    ['a member and a team', ['share', 'Perch', 'Bob', '--team', 'Night watch'], 'cli.operand'],
    [
      'a team as Owner',
      ['share', 'Perch', '--team', 'Night watch', '--role', 'owner'],
      'cli.option',
    ],
    ['a team that there is not', ['share', 'Perch', '--team', 'Day watch'], 'cli.not-found'],
    ['nobody to take it from', ['unshare', 'Perch'], 'cli.operand'],
    [
      'a team that does not have it',
      ['unshare', 'Perch', '--team', 'Night watch'],
      'membership.unknown-member',
    ],
  ])('%s is refused', async (_, command, rule) => {
    expect(await alice.rule(['accounts', ...command])).toBe(rule)
  })
  test('is shown with it without the server, too', async () => {
    await alice.ok(['accounts', 'share', 'Perch', '--team', 'Night watch'])
    await scene.server.stop()
    const shown = await alice.json(['accounts', 'show', 'Perch'])
    expect(shown['teams']).toMatchObject([{ name: 'Night watch', role: 'collaborator' }])
    expect(await namesIn('Night watch')).toEqual(['Cleo'])
  })
})
