import { fileURLToPath } from 'node:url'
import {
  createAccount,
  fetchActivity,
  listAccounts,
  revealSecrets,
  setPolicy,
} from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { afterEach, describe, expect, test } from 'vitest'
import { openDevice } from './cases/device.ts'
import { bringIn, createWorkspace, OLGA, signIn, synchronised, UDO } from './cases/people.ts'
import { runServer, type TestServer } from './cases/server.ts'

const SHIFT = fileURLToPath(new URL('./cases/shift-clock.ts', import.meta.url))
const HOUR = 3_600_000
const MINUTE = 60_000

let server: TestServer | undefined
const devices: Keyholder[] = []
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close()
  await server?.close()
})

/** A server whose clock is off from the real time by so much. */
async function serverAt(shift: number): Promise<string> {
  server = await runServer({ node: ['--import', SHIFT], env: { SHIFT_CLOCK: String(shift) } })
  const answer = await fetch(`${server.origin}/v1/server`, { headers: { 'Keyward-Protocol': '1' } })
  const { time } = (await answer.json()) as { time: number }
  expect(Math.abs(time - Date.now() - shift)).toBeLessThan(MINUTE)
  return server.origin
}

async function opened(work: Promise<Keyholder>): Promise<Keyholder> {
  const device = await work
  devices.push(device)
  return device
}

async function eventsOf({ session }: Keyholder): Promise<string[]> {
  const events: string[] = []
  for await (const page of fetchActivity(session, {}))
    events.push(...page.map(({ event }) => event))
  return events
}

describe('a server whose clock is wrong', () => {
  test.each([
    ['ahead', HOUR],
    ['behind', -HOUR],
  ])('by an hour %s: people sign up, join, sign in, synchronise and report', async (_, shift) => {
    const origin = await serverAt(shift)
    const olga = await opened(createWorkspace(origin, OLGA))
    const udo = await opened(bringIn(olga, UDO))
    const accountId = await createAccount(await udo.desk(), {
      appName: 'Perch',
      username: 'udo@perch.example',
      password: 'a password',
    })
    await revealSecrets(await udo.desk(), accountId, ['password'])
    expect((await synchronised(udo)).report).toMatchObject({ pushed: 1, reported: 1 })
    const phone = await opened(signIn(origin, UDO, 'Phone'))
    expect(listAccounts(await phone.desk(), 'perch', 5)).toMatchObject([{ accountId }])
    expect(await eventsOf(olga)).toEqual(
      expect.arrayContaining(['session-started', 'account-created', 'secret-revealed']),
    )
    await phone.session.lock()
    await phone.session.unlock({ by: 'passphrase', passphrase: UDO.passphrase })
    await synchronised(phone)
  })

  test('that jumps while devices are signed in keeps them working', async () => {
    const origin = await serverAt(0)
    const olga = await opened(createWorkspace(origin, OLGA))
    for (const shift of [HOUR, -HOUR, 0]) {
      await server?.stop()
      await server?.start({ env: { SHIFT_CLOCK: String(shift) }, node: ['--import', SHIFT] })
      await createAccount(await olga.desk(), { appName: `Perch ${shift}` })
      expect((await synchronised(olga)).report).toMatchObject({ pushed: 1 })
    }
  })
})

describe('a device whose clock is wrong', () => {
  test('by more than an hour can not date the membership chain ahead, and is told the rule', async () => {
    const origin = await serverAt(0)
    let ahead = 0
    const clock = (): number => Date.now() + ahead
    const olga = await opened(createWorkspace(origin, OLGA, { clock }))
    ahead = HOUR + MINUTE
    // The jump has locked it: so long was it not used.
    await olga.session.unlock({ by: 'passphrase', passphrase: OLGA.passphrase })
    await expect(setPolicy(olga, { policy: 'lockAfterMinutes', value: 7 })).rejects.toMatchObject({
      rule: 'remote.refused',
      code: 'chain_refused',
      detail: 'chain.time',
    })
    expect(olga.session.membership().state.policies.lockAfterMinutes).not.toBe(7)
    ahead = 0
    await olga.session.unlock({ by: 'passphrase', passphrase: OLGA.passphrase })
    await setPolicy(olga, { policy: 'lockAfterMinutes', value: 7 })
    expect(olga.session.membership().state.policies.lockAfterMinutes).toBe(7)
  })

  test('can not begin a workspace that is dated ahead', async () => {
    const origin = await serverAt(0)
    const device = await opened(openDevice({ clock: () => Date.now() + HOUR + MINUTE }))
    const { name: ownerName, address, passphrase } = OLGA
    await expect(
      device.session.createWorkspace({
        origin,
        setupCode: null,
        workspaceName: 'Harbour Works',
        ownerName,
        address,
        passphrase,
        deviceName: 'First device',
      }),
    ).rejects.toMatchObject({ rule: 'remote.refused', code: 'chain_refused', detail: 'chain.time' })
    expect(device.session.state.kind).toBe('none')
  })
})
