import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, ALICE, BOB } from '../../cases/acme.ts'
import type { Device } from '../../cases/device.ts'
import { creation, RP_ID } from '../../cases/requests.ts'

let scene: Acme
let alice: Device
let other: Device

beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
  other = await scene.signIn('alice-2', 'alice', ALICE)
})
afterAll(() => scene.end())

const PERCH = 'studio@acme'

async function make(device: Device, app: string, username: string): Promise<string> {
  const made = await device.json(['accounts', 'create', app, '--username', username])
  return made['accountId']
}

describe('an account', () => {
  let id: string

  test('is made with secrets from standard input, and shown without them', async () => {
    const secrets = { password: 'hunter2hunter2', notes: 'ask Ana' }
    const made = await alice.json(
      ['accounts', 'create', 'Perch', '--username', PERCH, '--label', 'team', '--secrets-stdin'],
      secrets,
    )
    expect(made).toMatchObject({ done: true, synchronised: true, unsynchronised: 0 })
    id = made['accountId']
    const shown = await alice.run(['accounts', 'show', 'perch'])
    expect(shown.out).toContain('studio@acme')
    expect(shown.out).not.toContain('hunter2')
    expect(await alice.json(['accounts', 'show', id])).toMatchObject({ secrets: null })
  })

  test('reveals its secrets only when asked, and that is logged', async () => {
    const shown = await alice.json(['accounts', 'show', id, '--reveal'])
    expect(shown['secrets']).toEqual({ password: 'hunter2hunter2', note: 'ask Ana' })
    await alice.ok(['sync'])
    const { entries } = await alice.json(['activity', 'list', '--event', 'secret-revealed'])
    const secrets = (entries as { subject: { secret: string } }[]).map(
      ({ subject }) => subject.secret,
    )
    expect(secrets.toSorted()).toEqual(['note', 'password'])
  })

  test('changes only what is named, and keeps what was replaced', async () => {
    const changed = await alice.json(['accounts', 'edit', id, '--secrets-stdin'], {
      password: 'new',
    })
    expect(changed).toMatchObject({ changed: true })
    expect(await alice.json(['accounts', 'edit', id, '--label', 'team'])).toMatchObject({
      changed: false,
    })
    const { history } = await alice.json(['accounts', 'history', id])
    expect(history).toMatchObject([{ field: 'password', value: null, device: 'alice-1' }])
    const revealed = await alice.json(['accounts', 'history', id, '--reveal'])
    expect(revealed['history']).toMatchObject([{ value: 'hunter2hunter2' }])
  })

  test('is deleted for all devices, and restored with everything', async () => {
    await alice.ok(['accounts', 'delete', id])
    await other.ok(['sync'])
    expect((await other.json(['accounts', 'list']))['total']).toBe(0)
    const { accounts } = await other.json(['accounts', 'list', '--deleted'])
    expect(accounts).toMatchObject([{ accountId: id, username: PERCH }])
    await other.ok(['accounts', 'restore', 'Perch'])
    await alice.ok(['sync'])
    expect(await alice.json(['accounts', 'show', id, '--reveal'])).toMatchObject({
      labels: ['team'],
      secrets: { password: 'new' },
    })
  })

  test('is found by words; several that fit are named, none is told', async () => {
    await make(alice, 'Perch', 'admin@acme')
    expect(await alice.rule(['accounts', 'show', 'Perch'])).toBe('cli.ambiguous')
    expect(await alice.json(['accounts', 'show', 'perch admin'])).toMatchObject({
      username: 'admin@acme',
    })
    expect(await alice.rule(['accounts', 'show', 'nothing like it'])).toBe('cli.not-found')
  })
})

describe('a username that another account of the app has', () => {
  const SPELLINGS = [PERCH, 'STUDIO@ACME', '  studio@acme ', 'ｓtudio@acme']

  test.each(SPELLINGS)('is refused at creation, as %j', async (username) => {
    const refused = await alice.run(['accounts', 'create', 'Perch', '--username', username])
    expect(refused).toMatchObject({ code: 6, out: '' })
    expect(refused.err).toBe('Another account of this app has this username: choose another.\n')
  })

  test('is refused when an account is renamed to it, and nothing is changed', async () => {
    const args = ['accounts', 'edit', 'admin@acme', '--username', PERCH]
    expect(await alice.rule(args)).toBe('account.username-taken')
    expect(await alice.json(['accounts', 'show', 'admin@acme'])).toMatchObject({ isPending: false })
  })

  test('is refused for a passkey in a new account, and nothing is kept', async () => {
    await alice.ok(['accounts', 'create', 'Heron', '--username', 'one', '--rp-id', RP_ID])
    const args = ['passkey', 'create', '--new', '--app', 'Heron', '--username', 'One']
    expect(await alice.rule(args, creation())).toBe('cli.username-taken')
    expect(await alice.rule(['passkey', 'create', '--new', '--username', 'ONE'], creation())).toBe(
      'cli.username-taken',
    )
    expect((await alice.json(['passkey', 'list']))['passkeys']).toEqual([])
  })

  test('is refused when a deleted account would come back to it', async () => {
    const id = await make(alice, 'Wren', 'one')
    await alice.ok(['accounts', 'delete', id])
    await make(alice, 'Wren', 'ONE')
    expect(await alice.rule(['accounts', 'restore', id])).toBe('account.username-taken')
  })

  test('keeps an imported row out, which is told, and takes the others', async () => {
    const login = (name: string, username: string) => ({
      type: 1,
      name,
      login: { username, password: 'p', uris: [] },
    })
    const items = [login('Perch', 'Studio@acme'), login('Heron', 'studio@acme')]
    const file = scene.folder.file('bitwarden.json')
    writeFileSync(file, JSON.stringify({ encrypted: false, folders: [], items }))
    expect(await alice.json(['import', file])).toMatchObject({
      rows: 2,
      made: [expect.any(String)],
      notImported: [{ rows: [0], reason: 'username-taken' }],
    })
  })

  test('is free in another app, and again once the account is renamed', async () => {
    await make(alice, 'Robin', PERCH)
    await alice.ok(['accounts', 'edit', 'robin', '--username', 'other'])
    await make(alice, 'Robin', PERCH)
    expect((await alice.json(['accounts', 'list', 'robin']))['accounts']).toHaveLength(2)
  })

  test('under the policy workspace it is refused across apps too', async () => {
    await alice.ok(['policy', 'set', 'uniqueUsername', 'workspace'])
    expect(await alice.rule(['accounts', 'create', 'Jay', '--username', 'Admin@Acme'])).toBe(
      'account.username-taken',
    )
    await alice.ok(['policy', 'set', 'uniqueUsername', 'per-app'])
    await make(alice, 'Jay', 'admin@acme')
  })
})

describe('without the server', () => {
  test('work goes on, and what waits is counted and told; afterwards it gets there', async () => {
    await other.ok(['sync'])
    await scene.server.stop()
    const made = await alice.run(['accounts', 'create', 'Stork', '--username', 'same'])
    expect(made.code).toBe(0)
    expect(made.err).toContain('The changes of 1 account are kept here, and wait for the server.')
    expect(await alice.json(['status'])).toMatchObject({ unsynchronised: 1 })
    expect(await alice.run(['sync'])).toMatchObject({ code: 4, out: '' })
    expect((await alice.json(['accounts', 'list', 'stork']))['accounts']).toHaveLength(1)
  })

  test('of two devices that take one username the second is told, and loses nothing', async () => {
    const late = ['accounts', 'create', 'Stork', '--username', 'Same', '--secrets-stdin']
    await other.ok(late, { password: 'kept' })
    await scene.server.start()
    await alice.ok(['sync'])
    const loser = await other.run(['sync'])
    expect(loser.err).toMatch(/^Username taken: rename account \S+; nothing of it was lost\.$/m)
    const { accounts } = await other.json(['accounts', 'list', 'stork'])
    expect(accounts).toHaveLength(2)
    const mine = (accounts as { username: string; accountId: string }[]).find(
      ({ username }) => username === 'Same',
    )
    const id = mine?.accountId ?? ''
    expect(await other.json(['accounts', 'show', id, '--reveal'])).toMatchObject({
      isUsernameTaken: true,
      secrets: { password: 'kept' },
    })
    const renamed = await other.json(['accounts', 'edit', id, '--username', 'another'])
    expect(renamed).toMatchObject({ unsynchronised: 0 })
    await alice.ok(['sync'])
    expect(await alice.json(['accounts', 'show', 'another'])).toMatchObject({ accountId: id })
  })
})

describe('roles', () => {
  test('who may not create accounts is refused with the rule, and nothing is offered to them', async () => {
    const bob = await scene.bringIn('Bob', BOB, 'guest')
    const refused = await bob.run(['accounts', 'create', 'Perch'])
    expect(refused.code).toBe(1)
    expect(refused.err).toBe('Login-Only members and Guests cannot create or own accounts.\n')
    expect(await bob.rule(['members', 'invite'])).toBe('forbidden:needs-member-administrator')
    expect(await bob.rule(['policy', 'set', 'continuity', 'true'])).toBe(
      'forbidden:needs-policy-changer',
    )
    expect(await bob.rule(['policy', 'list'])).toBe('forbidden:needs-policy-reader')
    expect(await alice.rule(['accounts', 'share', 'wren', 'Bob'])).toBe(
      'forbidden:collaborator-only',
    )
    await alice.ok(['members', 'role', 'Bob', 'user'])
    await bob.ok(['sync'])
    await make(bob, 'Perch', 'bob')
  })

  test('a username is unique across members who do not see each other’s accounts', async () => {
    const bob = scene.device('bob-1', BOB)
    expect(await bob.rule(['accounts', 'create', 'Perch', '--username', PERCH])).toBe(
      'account.username-taken',
    )
  })
})
