import { readFileSync, readdirSync, statSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, ALICE } from '../../cases/acme.ts'
import type { Device } from '../../cases/device.ts'
import { keyward, typing } from '../../cases/keyward.ts'

let scene: Acme
let alice: Device
beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
})
afterAll(() => scene.end())

describe('locking', () => {
  test('holds for every command, and unlocking by passphrase ends it', async () => {
    await alice.ok(['lock'])
    expect(await alice.run(['accounts', 'list'])).toMatchObject({
      code: 3,
      err: 'Keyward is locked: run keyward unlock.\n',
    })
    expect(await alice.json(['status'])).toMatchObject({ state: 'locked', address: 'alice' })
    expect(await alice.rule(['unlock', '--passphrase-stdin'], 'wrong words altogether\n')).toBe(
      'session.wrong-passphrase',
    )
    await alice.ok(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
    expect(await alice.json(['status'])).toMatchObject({ state: 'unlocked' })
  })

  test('--passphrase-stdin unlocks for one command alone', async () => {
    await alice.ok(['lock'])
    await alice.ok(['accounts', 'list', '--passphrase-stdin'], `${ALICE}\n`)
    expect(await alice.rule(['accounts', 'list'])).toBe('cli.locked')
  })

  test('a person types the passphrase, which is asked for and nowhere shown', async () => {
    const env = { KEYWARD_HOME: alice.home }
    const run = await keyward(['unlock'], '', { env, keyboard: typing(ALICE) })
    expect(run).toMatchObject({ code: 0 })
    expect(run.out + run.err).not.toContain('ochre')
    expect(await keyward(['unlock', '--json'], '', { env })).toMatchObject({ code: 2 })
  })

  test('nothing of the passphrase or a secret lies in the home or on a command line', async () => {
    await alice.ok(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
    await alice.ok(['accounts', 'create', 'Marked', '--secrets-stdin'], { password: 'm4rk3d-pass' })
    for (const name of readdirSync(alice.home)) {
      const path = `${alice.home}/${name}`
      // Nobody else can enter the folder that the socket is in.
      if (name === 'holder.sock') continue
      expect(statSync(path).mode & 0o077).toBe(0)
      const content = readFileSync(path).toString('latin1')
      for (const marker of ['Marked', 'm4rk3d-pass', 'ochre', ALICE])
        expect(content).not.toContain(marker)
    }
  })

  test('an empty home has nobody signed in', async () => {
    const nobody = scene.device('nobody', ALICE)
    expect(await nobody.json(['status'])).toMatchObject({ state: 'none' })
    expect(await nobody.run(['accounts', 'list'])).toMatchObject({ code: 3 })
    expect(await nobody.run(['lock'])).toMatchObject({ code: 0 })
  })
})
