import { beforeAll, describe, expect, test } from 'vitest'
import {
  makeOwner,
  makeWorld,
  ORIGIN,
  PASSPHRASE,
  type TestDevice,
  type World,
} from '../../cases/world.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })
const given = (deviceName: string) =>
  ({
    by: 'passphrase',
    origin: ORIGIN,
    address: 'olga@harbour.example',
    passphrase: PASSPHRASE,
    deviceName,
  }) as const

describe('an approval', () => {
  let world: World
  let laptop: TestDevice

  beforeAll(async () => {
    world = await makeWorld()
    laptop = await makeOwner(world)
  })

  test('by code gives the new device everything, and adds it to the chain by the approving device', async () => {
    const approval = await laptop.session.approveByCode()
    expect(JSON.stringify({ approval })).toBe('{"approval":"[approval]"}')
    const phone = await world.device()
    const seeker = await phone.session.seekApproval(given('Olga’s phone'))
    const finished = seeker.byCode(approval.code)
    const asking = approval.device()
    await passing(world, asking)
    expect(await asking).toMatchObject({ name: 'Olga’s phone' })
    await approval.approve()
    await passing(world, finished)
    expect(phone.session.state.kind).toBe('unlocked')
    const { state } = phone.session.membership()
    expect(state.head.entry.device).toBe(laptop.session.unlocked().deviceId)
    expect(phone.session.unlocked().accountKey.exportBytes()).toEqual(
      laptop.session.unlocked().accountKey.exportBytes(),
    )
  })

  test('by six digits shows the same ones on both', async () => {
    const phone = await world.device()
    const seeker = await phone.session.seekApproval(given('Olga’s second phone'))
    const offered = laptop.session.approveByDigits()
    const asked = seeker.byDigits()
    await passing(world, Promise.all([offered, asked]))
    const [ours, theirs] = [await offered, await asked]
    expect(ours.digits).toMatch(/^\d{6}$/)
    expect(ours.digits).toBe(theirs.digits)
    expect(ours.device.name).toBe('Olga’s second phone')
    await ours.approve()
    await passing(world, theirs.finish())
    expect(phone.session.state.kind).toBe('unlocked')
    expect(phone.session.membership().state.devices.size).toBe(3)
  })

  test('unlocks a device that is locked, keeps what it has, and adds nothing to the chain', async () => {
    const phone = await world.device()
    await phone.session.signIn(given('Olga’s third phone'))
    const { deviceId, replicaKey } = phone.session.unlocked()
    const { sequence } = phone.session.membership().state.head
    await phone.session.lock()
    await expect(
      phone.session.seekUnlock({ by: 'passphrase', passphrase: 'another passphrase altogether' }),
    ).rejects.toThrow(rule('session.wrong-passphrase'))
    const seeker = await phone.session.seekUnlock({ by: 'passphrase', passphrase: PASSPHRASE })
    expect(phone.session.state.kind).toBe('locked')
    const approval = await laptop.session.approveByCode()
    const finished = seeker.byCode(approval.code)
    const asking = approval.device()
    await passing(world, asking)
    expect(await asking).toMatchObject({ deviceId, name: 'Olga’s third phone' })
    await approval.approve()
    await passing(world, finished)
    expect(phone.session.state.kind).toBe('unlocked')
    expect(phone.session.unlocked().deviceId).toBe(deviceId)
    expect(phone.session.unlocked().replicaKey.exportBytes()).toEqual(replicaKey.exportBytes())
    expect(phone.session.membership().state.head.sequence).toBe(sequence)
    // The session with the server is a new one, and works.
    expect(await phone.session.call('getMe')).toMatchObject({ isAdmitted: true })
  })

  test('unlocks nothing where nobody is signed in', async () => {
    const { session } = await world.device()
    const asked = session.seekUnlock({ by: 'passphrase', passphrase: PASSPHRASE })
    await expect(asked).rejects.toThrow(rule('session.none'))
  })

  test('by another code, or one that was changed on the way, is refused', async () => {
    const approval = await laptop.session.approveByCode()
    const phone = await world.device()
    const seeker = await phone.session.seekApproval(given('Mallory'))
    const other = approval.code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    await expect(seeker.byCode(other)).rejects.toThrow(rule('session.approval'))
    await expect(seeker.byCode('KEYWARD-DEVICE-1:')).rejects.toThrow(rule('session.approval'))
    expect(phone.session.state.kind).toBe('none')
  })

  test('that nobody answers ends', async () => {
    const approval = await laptop.session.approveByCode()
    const asking = passing(world, approval.device(), 700)
    await expect(asking).rejects.toThrow(rule('session.approval'))
  })
})

/** Lets the clock go on, second by second, until the work has ended. */
async function passing<T>(world: World, work: Promise<T>, most = 60): Promise<T> {
  const ended = new AbortController()
  const watched = work.finally(() => ended.abort())
  watched.catch(() => {})
  for (let second = 0; second < most && !ended.signal.aborted; second += 1) {
    await world.time.pass(1000)
    // Time enough for what is under way, also on a machine that does other work.
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return watched
}
