import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Acme, acme, ALICE } from '../../cases/acme.ts'
import { type Device, words } from '../../cases/device.ts'
import { keyward, typing } from '../../cases/keyward.ts'

let scene: Acme
let alice: Device
let kit: string
beforeAll(async () => {
  scene = await acme()
  alice = scene.alice
})
afterAll(() => scene.end())

describe('signing in on a new device', () => {
  test('by the recovery kit, which asks for new keys; the old kit is worthless then', async () => {
    const renewed = await alice.json(['renew', '--passphrase-stdin'], `${ALICE}\n${ALICE}\n`)
    kit = renewed['recoveryKit'].words
    const device = scene.device('by-kit', ALICE)
    const args = words(
      `login --kit --device-name by-kit --passphrase-stdin --server ${scene.server.origin}`,
    )
    await device.ok(args, `${kit}\n`)
    expect(await device.json(['workspace', 'show'])).toMatchObject({ name: 'Acme', role: 'owner' })
    const doctor = await device.run(['doctor'])
    expect(doctor.code).toBe(1)
    expect(doctor.out).toContain('keyward renew')
    const env = { KEYWARD_HOME: device.home }
    const again = await keyward(['renew'], '', { env, keyboard: typing(ALICE, ALICE, ALICE) })
    expect(again).toMatchObject({ code: 0 })
    expect(await device.run(['doctor'])).toMatchObject({ code: 0 })
    const late = scene.device('late', ALICE)
    expect(await late.rule(args, `${kit}\n`)).toBe('session.wrong-kit')
  })

  test('let in by another device, with the code that it shows', async () => {
    // The kit of the other device made new keys, so that this one has to unlock again.
    expect(await alice.rule(['sync'])).toBe('session.locked')
    expect(await alice.json(['status'])).toMatchObject({ state: 'locked' })
    await alice.ok(['unlock', '--passphrase-stdin'], `${ALICE}\n`)
    const device = scene.device('approved', ALICE)
    let shown = ''
    const approving = keyward(['devices', 'approve', '--device-name', 'approved'], '', {
      env: { KEYWARD_HOME: alice.home },
      onErr: (text) => (shown += text),
    })
    while (!shown.includes('Code for the new device: ')) await wait(50)
    const code = /Code for the new device: (\S+)/.exec(shown)?.[1] ?? ''
    const args = words(
      'login --approve - --address alice --device-name approved --passphrase-stdin',
    )
    await device.ok([...args, '--server', scene.server.origin], `${ALICE}\n${code}\n`)
    expect(await approving).toMatchObject({ code: 0 })
    expect((await device.json(['devices', 'list']))['devices']).toContainEqual(
      expect.objectContaining({ name: 'approved', isThis: true }),
    )
  })

  test('a device is removed, and its next request is refused', async () => {
    await alice.ok(['sync'])
    const removed = await alice.json(
      ['devices', 'remove', 'approved', '--passphrase-stdin'],
      `${ALICE}\n`,
    )
    expect(removed['recoveryKit'].words.split(' ')).toHaveLength(24)
    const device = scene.device('approved', ALICE)
    expect((await device.run(['sync'])).code).toBe(3)
    expect(await alice.rule(['devices', 'remove', 'alice-1'])).toBe('cli.operand')
  })

  test('signing out erases the copy', async () => {
    const device = scene.device('by-kit', ALICE)
    await device.ok(['logout', '--passphrase-stdin'], `${ALICE}\n`)
    expect(await device.json(['status'])).toMatchObject({ state: 'none' })
  })
})
