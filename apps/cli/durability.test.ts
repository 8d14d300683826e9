import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, ALICE } from './cases/acme.ts'
import type { Device } from './cases/device.ts'
import { creation } from './cases/requests.ts'

/** How many commands are killed. */
const ROUNDS = process.env['KEYWARD_LONG'] === '1' ? 25 : 3

let scene: Acme
let alice: Device
beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
})
afterAll(() => scene.end())

interface Shown {
  readonly accountId: string
  readonly username: string
  readonly passkeys: number
}

async function accountsOf(device: Device): Promise<readonly Shown[]> {
  return (await device.json(['accounts', 'list']))['accounts'] as Shown[]
}

describe('kill -9 of a command', () => {
  test('at any moment leaves a new account whole or not there, and what was answered stays', async () => {
    const answered: string[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const username = `user-${round}`
      // Spread over the whole run: before the replica is open, while it writes, while it syncs.
      const after = 300 + (round * 1700) / ROUNDS
      const run = await alice.spawn(
        ['passkey', 'create', '--new', '--username', username],
        creation(),
        {
          onStart: (child) => void wait(after).then(() => child.kill('SIGKILL')),
        },
      )
      if (run.out !== '') answered.push(username)
    }
    const accounts = await accountsOf(alice)
    for (const username of answered)
      expect(accounts.filter((account) => account.username === username)).toHaveLength(1)
    for (const { passkeys } of accounts) expect(passkeys).toBe(1)
    expect(await alice.run(['doctor'])).toMatchObject({ code: 0 })
    await alice.ok(['sync'])
    const other = await scene.signIn('alice-2', 'alice', ALICE)
    expect(await accountsOf(other)).toEqual(await accountsOf(alice))
  })

  test('while an account is edited keeps the one or the other text', async () => {
    const { accountId } = await alice.json(['accounts', 'create', 'Wren', '--username', 'before'])
    for (let round = 0; round < ROUNDS; round += 1) {
      const username = `after-${round}`
      const known = await alice.json(['accounts', 'show', accountId])
      const run = await alice.spawn(['accounts', 'edit', accountId, '--username', username], '', {
        onStart: (child) => void wait(600 + 200 * round).then(() => child.kill('SIGKILL')),
      })
      const shown = await alice.json(['accounts', 'show', accountId])
      const possible = run.out === '' ? [known['username'], username] : [username]
      expect(possible).toContain(shown['username'])
    }
  })

  test('of the holder locks, and nothing else is lost', async () => {
    const before = await accountsOf(alice)
    await alice.ok(['lock'])
    expect(await alice.run(['accounts', 'list'])).toMatchObject({ code: 3, out: '' })
    await alice.ok(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
    expect(await accountsOf(alice)).toEqual(before)
  })
})

test('dates are shown in the time zone and language of the person, and are UTC for programs', async () => {
  const env = { ...process.env, KEYWARD_HOME: alice.home }
  const [entry] = (await alice.json(['activity', 'list', '--limit', '1']))['entries']
  expect(entry.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  for (const TZ of ['UTC', 'America/St_Johns', 'Asia/Kathmandu']) {
    const run = await alice.spawn(['activity', 'list', '--limit', '1'], '', {
      env: { ...env, TZ, LC_ALL: 'de_DE.UTF-8' },
    })
    const shown = new Intl.DateTimeFormat('de-DE', {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: TZ,
    }).format(new Date(entry.time as string))
    expect(run.out).toContain(shown)
  }
})
