import {
  createAccount,
  editAccount,
  listAccounts,
  removeMember,
  setPolicy,
  shareAccount,
  showAccount,
} from '@keyward/keyholder/commands'
import type { Keyholder } from '@keyward/keyholder/keyholder'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { faultsIn } from './cases/inspect.ts'
import {
  bringIn,
  createWorkspace,
  memberIdOf,
  OLGA,
  type Person,
  signIn,
  synchronised,
  UDO,
} from './cases/people.ts'
import { runServer, type TestServer } from './cases/server.ts'
import { join } from 'node:path'

const ADA: Person = {
  name: 'Ada Berglund',
  address: 'ada@harbour.example',
  passphrase: 'kettle shadow bicycle thunder maple',
}

let server: TestServer
const devices: Keyholder[] = []
beforeEach(async () => {
  server = await runServer()
})
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close()
  await server.close()
})

async function opened(work: Promise<Keyholder>): Promise<Keyholder> {
  const device = await work
  devices.push(device)
  return device
}

const backupFile = (): string => server.folder.file('keyward.backup')

async function backUp(): Promise<void> {
  expect(await server.admin('backup', backupFile())).toMatchObject({ code: 0 })
}

/** The server as it was at the time of the backup. */
async function restore(): Promise<void> {
  await server.stop()
  const { code, out } = await server.admin('restore', backupFile(), '--replace')
  expect(code).toBe(0)
  expect(out).toContain('Clients put back what they have that is newer.')
  await server.start()
}

async function passwordOf(device: Keyholder, accountId: string): Promise<string | undefined> {
  const { secrets } = await showAccount(await device.desk(), accountId)
  return secrets?.password.value.reveal()
}

const perch = (name: string, password: string) => ({
  appName: 'Perch',
  username: `${name}@perch.example`,
  password,
})

/** Nothing of the server's is in two minds, and nothing was set apart on any device. */
async function expectWhole(...all: Keyholder[]): Promise<void> {
  expect(faultsIn(join(server.data, 'keyward.sqlite'))).toEqual([])
  for (const device of all) expect(await (await device.desk()).vault.apart()).toEqual([])
}

describe('a server that was restored from an old backup', () => {
  test('gets back accounts, lists and entries that are newer; and the device that was away too', async () => {
    const laptop = await opened(createWorkspace(server.origin, OLGA))
    const udo = await opened(bringIn(laptop, UDO))
    const ada = await opened(bringIn(laptop, ADA))
    const phone = await opened(signIn(server.origin, OLGA, 'Phone'))
    const desk = await laptop.desk()
    const kept = await createAccount(desk, perch('kept', 'first'))
    const shared = await createAccount(desk, perch('shared', 'first'))
    await shareAccount(desk, shared, { memberIds: [memberIdOf(ada)], role: 'owner' })
    await synchronised(laptop)
    for (const device of [udo, ada, phone]) await synchronised(device)
    await backUp()

    // All of this is in no backup. The phone is away and sees none of it.
    const later = await createAccount(desk, perch('later', 'first'))
    await editAccount(desk, kept, { password: 'second' })
    await shareAccount(desk, kept, { memberIds: [memberIdOf(udo)], role: 'owner' })
    await synchronised(laptop)
    await removeMember(laptop, memberIdOf(ada))
    await setPolicy(laptop, { policy: 'lockAfterMinutes', value: 42 })
    await editAccount(desk, shared, { password: 'unseen by Ada' })
    await synchronised(laptop)
    await synchronised(udo)
    const { head } = laptop.session.membership().state
    await restore()

    // What the phone changes meanwhile is kept beside what comes back.
    await editAccount(await phone.desk(), kept, { notes: 'written on the phone' })
    await synchronised(phone)
    const { problem, report, unsynchronised } = await laptop.synchronise()
    expect(problem).toBeUndefined()
    expect(report?.restored).toMatchObject({ entries: 2 })
    expect(report?.restored?.accounts).toBeGreaterThanOrEqual(1)
    expect(report?.refused).toEqual([])
    expect(unsynchronised).toBe(0)
    await synchronised(udo)
    await synchronised(phone)
    await synchronised(laptop)

    const fresh = await opened(signIn(server.origin, OLGA, 'Fresh'))
    await synchronised(udo)
    for (const device of [laptop, phone, fresh]) {
      await synchronised(device)
      expect(await passwordOf(device, kept)).toBe('second')
      expect(await passwordOf(device, shared)).toBe('unseen by Ada')
      expect(await passwordOf(device, later)).toBe('first')
      const { secrets, grants } = await showAccount(await device.desk(), kept)
      expect(secrets?.notes.value.reveal()).toBe('written on the phone')
      expect(grants.map(({ granteeId }) => granteeId)).toContain(memberIdOf(udo))
      const { state, hashAt } = membershipOf(device)
      expect(state.policies.lockAfterMinutes).toBe(42)
      expect(state.members.size).toBe(2)
      expect(hashAt(head.sequence)).toEqual(head.hash)
    }
    expect(await passwordOf(udo, kept)).toBe('second')
    expect(listAccounts(await udo.desk(), '', 10)).toHaveLength(1)
    // The removed member stays out.
    const { problem: told } = await ada.synchronise().catch((error) => ({ problem: error }))
    expect(told).toMatchObject({ rule: expect.stringMatching(/^session\.(removed|ended)$/) })
    await expectWhole(laptop, phone, fresh, udo)
  })

  test('gets back a device that was added since, which signs in anew as the device that it is', async () => {
    const laptop = await opened(createWorkspace(server.origin, OLGA))
    await backUp()
    const phone = await opened(signIn(server.origin, OLGA, 'Phone'))
    const accountId = await createAccount(await phone.desk(), perch('phone', 'first'))
    for (const device of [phone, laptop]) await synchronised(device)
    await restore()
    expect((await phone.synchronise()).problem).toMatchObject({ rule: 'session.ended' })
    const { report } = await synchronised(laptop)
    expect(report?.restored).toEqual({ entries: 1, accounts: 1 })
    const { deviceId } = phone.session.unlocked()
    await phone.session.unlock({ by: 'passphrase', passphrase: OLGA.passphrase })
    await synchronised(phone)
    expect(phone.session.unlocked().deviceId).toBe(deviceId)
    for (const device of [phone, laptop]) expect(await passwordOf(device, accountId)).toBe('first')
    await expectWhole(laptop, phone)
  })

  test('gets back a member who joined since by the chain alone, and goes on synchronising', async () => {
    const laptop = await opened(createWorkspace(server.origin, OLGA))
    await backUp()
    const udo = await opened(bringIn(laptop, UDO))
    const phone = await opened(signIn(server.origin, OLGA, 'Phone'))
    const accountId = await createAccount(await udo.desk(), perch('udo', 'first'))
    await shareAccount(await udo.desk(), accountId, {
      memberIds: [memberIdOf(laptop)],
      role: 'owner',
    })
    for (const device of [udo, laptop, phone]) await synchronised(device)
    await restore()
    expect((await synchronised(laptop)).report?.restored).toMatchObject({ entries: 2 })
    await expectWhole(laptop)
    expect(await passwordOf(laptop, accountId)).toBe('first')
    // The server has lost the phone's session, so it signs in anew, as the device that it is.
    expect((await phone.synchronise()).problem).toMatchObject({ rule: 'session.ended' })
    await phone.session.unlock({ by: 'passphrase', passphrase: OLGA.passphrase })
    await synchronised(phone)
    expect(await passwordOf(phone, accountId)).toBe('first')
  })

  test('takes nothing that is older than what it has', async () => {
    const laptop = await opened(createWorkspace(server.origin, OLGA))
    const phone = await opened(signIn(server.origin, OLGA, 'Phone'))
    const accountId = await createAccount(await laptop.desk(), perch('kept', 'first'))
    await synchronised(laptop)
    await synchronised(phone)
    await editAccount(await laptop.desk(), accountId, { password: 'second' })
    await setPolicy(laptop, { policy: 'lockAfterMinutes', value: 42 })
    await synchronised(laptop)
    await backUp()
    await restore()
    // The phone knows less than the backup: it puts nothing back, and learns.
    const { problem, report } = await phone.synchronise()
    expect(problem).toBeUndefined()
    expect(report).toMatchObject({ pushed: 0, restored: { entries: 0, accounts: 0 } })
    expect(await passwordOf(phone, accountId)).toBe('second')
    expect(membershipOf(phone).state.policies.lockAfterMinutes).toBe(42)
    expect((await laptop.synchronise()).report).toMatchObject({
      pushed: 0,
      restored: { entries: 0, accounts: 0 },
    })
    expect(await passwordOf(laptop, accountId)).toBe('second')
    await expectWhole(laptop, phone)
  })

  test('is told of as restored once, and not again', async () => {
    const laptop = await opened(createWorkspace(server.origin, OLGA))
    await backUp()
    const accountId = await createAccount(await laptop.desk(), perch('later', 'first'))
    await synchronised(laptop)
    await restore()
    expect((await synchronised(laptop)).report?.restored).toEqual({ entries: 0, accounts: 1 })
    expect((await synchronised(laptop)).report?.restored).toBeUndefined()
    expect(await passwordOf(laptop, accountId)).toBe('first')
  })
})

function membershipOf({ session }: Keyholder) {
  const membership = session.membership()
  return { state: membership.state, hashAt: (sequence: number) => membership.hashAt(sequence) }
}
