import { judgeAssertion, judgeRegistration, type RegisteredPasskey } from '@keyward/testkit'
import type { AuthenticationResponse, RegistrationResponse } from '@keyward/webauthn/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, BOB } from '../../cases/acme.ts'
import { type Device, words } from '../../cases/device.ts'
import { CHALLENGE, creation, ORIGIN, request, RP_ID } from '../../cases/requests.ts'

/** Collections on a real server, and what they share, told in the order in which it happens. */
let scene: Acme
let alice: Device
let bob: Device
let cleo: Device
let passkey: RegisteredPasskey
let night: string

const verification = { origin: ORIGIN, rpId: RP_ID, requireUserVerification: true }
const REFUSED = /^cosigning\.|^ceremony\.no-credential$/

beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  bob = await scene.bringIn('Bob', BOB)
  cleo = await scene.bringIn('Cleo', BOB, 'guest')
  await alice.ok(['teams', 'create', 'Crew', '--member', 'Cleo'])
  const made = await alice.json(['passkey', 'create', '--new', '--username', 'studio'], creation())
  passkey = await judgeRegistration(made as RegistrationResponse, CHALLENGE, verification)
  await alice.ok(['accounts', 'create', 'Wren', '--username', 'till'])
})
afterAll(() => scene.end())

async function signsIn(device: Device): Promise<void> {
  await device.ok(['sync'])
  const answer = (await device.json(['passkey', 'get'], request())) as AuthenticationResponse
  const judged = await judgeAssertion(answer, CHALLENGE, passkey, verification)
  expect(judged).toEqual({ counter: 0, userVerified: true })
}

const refusal = (device: Device): Promise<string> => device.rule(['passkey', 'get'], request())

/** The apps of the accounts that a device lists. */
async function appsOf(device: Device, ...more: readonly string[]): Promise<string[]> {
  await device.ok(['sync'])
  const { accounts } = await device.json(['accounts', 'list', ...more])
  return (accounts as { appName: string }[]).map(({ appName }) => appName).toSorted()
}

/** Who has something, as what. */
async function rolesAt(command: readonly string[]): Promise<Record<string, string>> {
  const { people } = await alice.json(command)
  const rows = people as { name: string; role: string }[]
  return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
}

const rolesAtPerch = () => rolesAt(['accounts', 'sharing', 'Perch'])

describe('a collection', () => {
  test('is made and renamed, its maker’s alone, and no account', async () => {
    expect((await alice.ok(['collections', 'list'])).out).toBe('No collections.\n')
    const made = await alice.json(['collections', 'create', 'Night'])
    expect(made).toMatchObject({ name: 'Night', synchronised: true })
    night = made['collectionId']
    await alice.ok(['collections', 'rename', 'night', 'Night shift'])
    expect(await alice.json(['collections', 'list'])).toEqual({
      collections: [
        { collectionId: night, name: 'Night shift', relation: 'owner', accountIds: [], people: 1 },
      ],
    })
    expect(await appsOf(alice)).toEqual(['Perch', 'Wren'])
    expect(await alice.rule(['accounts', 'show', night])).toBe('account.unknown')
    await bob.ok(['sync'])
    expect(await bob.rule(['collections', 'show', night])).toBe('cli.not-found')
  })

  test('that there is not, or without a name, is told', async () => {
    expect(await alice.rule(['collections', 'show', 'Day shift'])).toBe('cli.not-found')
    expect(await alice.rule(['accounts', 'list', '--collection', 'Day shift'])).toBe(
      'cli.not-found',
    )
    expect(await alice.rule(['collections', 'create', ' '])).toBe('cli.operand')
    expect(await alice.rule(['collections', 'rename', night, ''])).toBe('cli.operand')
  })

  test('of a name that another one has is named by its id', async () => {
    const { collectionId } = await alice.json(['collections', 'create', 'night SHIFT'])
    const { err } = await alice.run(['collections', 'show', 'Night shift'])
    expect(err).toContain(collectionId)
    await alice.ok(['collections', 'remove', collectionId])
    expect(await alice.rule(['collections', 'show', collectionId])).toBe('cli.not-found')
    await alice.ok(['collections', 'show', 'Night shift'])
  })

  test('takes several accounts at once, which are listed by it, all of them or none', async () => {
    const command = ['collections', 'add', 'Night shift', 'Perch', 'Wren']
    expect(await alice.rule([...command, 'Heron'])).toBe('cli.not-found')
    expect(await appsOf(alice, '--collection', 'Night shift')).toEqual([])
    expect((await alice.json(command))['accountIds']).toHaveLength(2)
    expect(await appsOf(alice, '--collection', 'Night shift')).toEqual(['Perch', 'Wren'])
    const found = ['accounts', 'list', 'wren', '--collection', night]
    expect(await alice.json(found)).toMatchObject({ accounts: [{ appName: 'Wren' }], total: 2 })
    expect(await alice.rule([...found, '--deleted'])).toBe('cli.option')
  })
})

describe('shared', () => {
  test('with a member it gives all accounts, as what and with which limits it says', async () => {
    const shared = words('collections share Night_shift Bob --role manager --sign-ins 5 --reason')
    const command = shared.map((word) => word.replace('_', ' '))
    expect(await alice.json(command)).toMatchObject({
      collectionId: night,
      memberIds: [expect.any(String)],
      teamIds: [],
      role: 'manager',
      synchronised: true,
    })
    expect(await appsOf(bob)).toEqual(['Perch', 'Wren'])
    expect(await refusal(bob)).toBe('cosigning.refused:limit.reason')
    await alice.ok(['collections', 'share', night, 'Bob', '--sign-ins', '5'])
    await signsIn(bob)
    expect(await rolesAtPerch()).toEqual({ Alice: 'owner', Bob: 'collaborator' })
  })

  test('is told of the collection, and of each account in it', async () => {
    const { out } = await alice.ok(['collections', 'show', 'Night shift'])
    expect(out).toMatch(/^Collection +Night shift\nYou are +owner$/m)
    expect(out).toMatch(/^Wren +till +owner /m)
    expect(out).toMatch(/^Bob +collaborator +5 sign-ins each$/m)
    const sharing = await alice.ok(['accounts', 'sharing', 'Perch'])
    expect(sharing.out).toMatch(/^Bob +collaborator +Night shift +1 of 5 /m)
    const { people, collections: told } = await alice.json(['accounts', 'sharing', 'Perch'])
    const byCollections = people as { name: string; byCollection: string | null }[]
    expect(new Map(byCollections.map(({ name, byCollection }) => [name, byCollection]))).toEqual(
      new Map([
        ['Alice', null],
        ['Bob', night],
      ]),
    )
    expect(told).toEqual([{ collectionId: night, name: 'Night shift' }])
    for (const device of [alice, bob]) {
      const { collections } = await device.json(['accounts', 'show', 'Perch'])
      expect(collections).toEqual([{ collectionId: night, name: 'Night shift' }])
    }
    const { out: shown } = await bob.ok(['accounts', 'show', 'Perch'])
    expect(shown).toMatch(/^Collections +Night shift$/m)
  })

  test('with a team it is everybody’s who is in it, as what each of them can be', async () => {
    await alice.ok(['collections', 'share', night, '--team', 'Crew', '--role', 'manager'])
    await signsIn(cleo)
    const roles = { Alice: 'owner', Bob: 'collaborator', Cleo: 'collaborator' }
    expect(await rolesAtPerch()).toEqual(roles)
    const { out } = await alice.ok(['collections', 'show', night])
    expect(out).toMatch(/^Cleo +collaborator +Crew +none$/m)
    expect(out).toMatch(/^Crew +manager +none$/m)
  })

  test('is changed by its Owners, and by nobody else', async () => {
    const commands = [
      ['rename', night, 'Nobody'],
      ['add', night, 'Perch'],
      ['share', night, 'Cleo'],
      ['unshare', night, 'Cleo'],
      ['remove', night],
    ]
    for (const command of commands)
      expect(await bob.rule(['collections', ...command])).toBe('forbidden:needs-account-owner')
    expect(await bob.rule(['collections', 'remove-account', night, 'Perch'])).toBe(
      'forbidden:needs-account-owner',
    )
  })

  test('it gives and takes what is put in and taken out', async () => {
    await alice.ok(['collections', 'remove-account', 'Night shift', 'Perch'])
    expect(await refusal(bob)).toMatch(REFUSED)
    expect(await appsOf(cleo)).toEqual(['Wren'])
    expect(await alice.rule(['collections', 'remove-account', 'Night shift', 'Perch'])).toBe(
      'cli.not-found',
    )
    await alice.ok(['collections', 'add', night, 'Perch'])
    await signsIn(bob)
  })

  test('with an Owner it takes accounts of theirs, which the others get, too', async () => {
    await alice.ok(['collections', 'share', night, 'Bob', '--role', 'owner'])
    await bob.ok(['sync'])
    await bob.ok(['accounts', 'create', 'Heron', '--username', 'desk'])
    await bob.ok(['collections', 'add', 'Night shift', 'Heron'])
    expect(await appsOf(cleo)).toEqual(['Heron', 'Perch', 'Wren'])
    await alice.ok(['sync'])
    await alice.ok(['collections', 'unshare', night, '--team', 'Crew'])
    expect(await appsOf(cleo)).toEqual(['Heron'])
    expect((await alice.json(['collections', 'show', night]))['waiting']).toBe(1)
    expect((await alice.run(['collections', 'show', night])).err).toMatch(/^1 account is not /m)
    await bob.ok(['sync'])
    expect(await appsOf(cleo)).toEqual([])
  })

  test('and taken back, what somebody has by name stays', async () => {
    await alice.ok(words('accounts share Perch Cleo --role collaborator'))
    await alice.ok(['collections', 'share', night, 'Cleo'])
    await bob.ok(['sync'])
    expect(await appsOf(cleo)).toEqual(['Heron', 'Perch', 'Wren'])
    await alice.ok(['collections', 'unshare', night, 'Cleo'])
    await bob.ok(['sync'])
    expect(await appsOf(cleo)).toEqual(['Perch'])
    await signsIn(cleo)
  })

  test.each([
    ['nobody', ['share', 'Night shift'], 'cli.operand'],
    ['a team as Owner', ['share', 'x', '--team', 'Crew', '--role', 'owner'], 'cli.option'],
    ['an Owner with limits', ['share', 'x', 'Bob', '--role', 'owner', '--verify'], 'cli.option'],
    ['a team that there is not', ['share', 'Night shift', '--team', 'Day'], 'cli.not-found'],
    ['a member who is none', ['share', 'Night shift', 'Bob', 'Dora'], 'cli.not-found'],
    ['nobody to take it from', ['unshare', 'Night shift'], 'cli.operand'],
    ['no account', ['add', 'Night shift'], 'cli.operand'],
    [
      'a member who does not have it',
      ['unshare', 'Night shift', 'Cleo'],
      'membership.unknown-member',
    ],
  ])('%s is refused', async (_, command, rule) => {
    expect(await alice.rule(['collections', ...command])).toBe(rule)
  })
})

describe('an account', () => {
  test('is taken out by its Owner, of a collection that is not shared with them, too', async () => {
    const { collectionId } = await alice.json(['collections', 'create', 'Tills'])
    await alice.ok(['collections', 'add', 'Tills', 'Wren'])
    await alice.ok(['accounts', 'share', 'Wren', 'Bob'])
    await bob.ok(['sync'])
    const { collections } = await bob.json(['accounts', 'show', 'Wren'])
    expect(collections).toEqual([
      { collectionId: night, name: 'Night shift' },
      { collectionId, name: null },
    ])
    expect((await bob.ok(['accounts', 'show', 'Wren'])).out).toMatch(
      /^Collections +Night shift, \(one that is not shared with you\)$/m,
    )
    await bob.ok(['collections', 'remove-account', collectionId, 'Wren'])
    expect(await appsOf(alice, '--collection', 'Tills')).toEqual([])
  })

  test('stays when its collection is removed', async () => {
    await alice.ok(['collections', 'remove', 'Night shift'])
    expect(await rolesAtPerch()).toEqual({ Alice: 'owner', Cleo: 'collaborator' })
    expect((await alice.json(['accounts', 'show', 'Perch']))['collections']).toEqual([])
    await bob.ok(['sync'])
    expect(await bob.json(['collections', 'list'])).toEqual({ collections: [] })
    expect((await bob.json(['accounts', 'show', 'Heron']))['collections']).toEqual([])
    const { out } = await alice.ok(['activity', 'list', '--limit', '1000'])
    expect(out).toContain('the collection Tills')
  })

  test('is shown with its collection without the server, too', async () => {
    await alice.ok(['collections', 'add', 'Tills', 'Perch'])
    await scene.server.stop()
    const shown = await alice.json(['accounts', 'show', 'Perch'])
    expect(shown['collections']).toMatchObject([{ name: 'Tills' }])
    const { accounts, people } = await alice.json(['collections', 'show', 'Tills'])
    expect(accounts).toMatchObject([{ appName: 'Perch' }])
    expect(people).toMatchObject([{ name: 'Alice', role: 'owner' }])
    const made = await alice.json(['collections', 'create', 'Kept here'])
    expect(made).toMatchObject({ synchronised: false })
  })
})
