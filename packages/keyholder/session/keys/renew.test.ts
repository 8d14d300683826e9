import { beforeAll, describe, expect, test } from 'vitest'
import { pullChain } from '../../membership/pull.ts'
import {
  makeOwner,
  makeWorld,
  ORIGIN,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  signInOlga,
  type TestDevice,
  type World,
} from '../../cases/world.ts'
import type { Change } from '../../replica/port.ts'
import type { ShownKit } from '../shown-kit.ts'
import type { Unlocked } from '../unlocked.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })
const exported = ({ session }: TestDevice): Uint8Array =>
  session.unlocked().accountKey.exportBytes()

describe('new keys', () => {
  let world: World
  let laptop: TestDevice & { readonly kit: ShownKit }
  let phone: TestDevice
  let kit: ShownKit
  const rewrapped: [from: Unlocked, to: Unlocked][] = []
  const rewrap = async (from: Unlocked, to: Unlocked): Promise<readonly Change[]> => {
    rewrapped.push([from, to])
    return [{ collection: 'keys', key: 'seen', value: new Uint8Array([to.accountKeyEpoch]) }]
  }

  beforeAll(async () => {
    world = await makeWorld()
    laptop = await makeOwner(world, { rewrap })
    phone = await signInOlga(world, 'Olga’s phone', { rewrap })
  })

  test('a weak passphrase changes nothing', async () => {
    await expect(laptop.session.renewKeys({ passphrase: 'password1234' })).rejects.toThrow(
      rule('session.weak-passphrase'),
    )
    expect(laptop.session.unlocked().accountKeyEpoch).toBe(1)
  })

  test('come with a new passphrase and a new kit, and what lies under the old ones is wrapped again', async () => {
    const before = exported(laptop)
    kit = await laptop.session.renewKeys({ passphrase: OTHER_PASSPHRASE })
    const now = laptop.session.unlocked()
    expect(now).toMatchObject({ accountKeyEpoch: 2, keysetEpoch: 2 })
    expect([...now.keysets.keys()]).toEqual([1, 2])
    expect(now.accountKey.exportBytes()).not.toEqual(before)
    const [from, to] = rewrapped.at(-1) ?? []
    expect(from?.accountKey.exportBytes()).toEqual(before)
    expect(to?.accountKey.exportBytes()).toEqual(exported(laptop))
    expect(await laptop.session.replica.get('keys', 'seen')).toEqual(new Uint8Array([2]))
    const { state } = laptop.session.membership()
    expect(state.members.get(now.memberId)?.keys.epoch).toBe(2)
    expect(laptop.session.state).toMatchObject({ known: { areKeysDue: false } })
  })

  test('the old passphrase and the old kit open nothing any more', async () => {
    await laptop.session.lock()
    await expect(
      laptop.session.unlock({ by: 'passphrase', passphrase: PASSPHRASE }),
    ).rejects.toThrow(rule('session.wrong-passphrase'))
    await expect(laptop.session.unlock({ by: 'kit', kit: laptop.kit.words })).rejects.toThrow(
      rule('session.wrong-kit'),
    )
    await laptop.session.unlock({ by: 'passphrase', passphrase: OTHER_PASSPHRASE })
  })

  test('another device locks when it learns of them, and keeps all that it has when it unlocks', async () => {
    const { replicaKey, deviceKey } = phone.session.unlocked()
    const reasons: string[] = []
    phone.session.watch((event) => event.kind === 'locked' && reasons.push(event.reason))
    await pullChain(phone.session)
    expect(reasons).toEqual(['keys-changed'])
    await phone.session.unlock({ by: 'passphrase', passphrase: OTHER_PASSPHRASE })
    const now = phone.session.unlocked()
    expect(now).toMatchObject({ accountKeyEpoch: 2, keysetEpoch: 2 })
    expect(now.replicaKey.exportBytes()).toEqual(replicaKey.exportBytes())
    expect(now.deviceKey.publicKey).toEqual(deviceKey.publicKey)
    expect(rewrapped.at(-1)?.[0].accountKeyEpoch).toBe(1)
    expect(exported(phone)).toEqual(exported(laptop))
  })

  test('are due after the kit was used, until they are made', async () => {
    await phone.session.lock()
    await phone.session.unlock({ by: 'kit', kit: kit.code })
    expect(phone.session.state).toMatchObject({ known: { areKeysDue: true } })
    kit = await phone.session.renewKeys({ passphrase: OTHER_PASSPHRASE })
    expect(phone.session.state).toMatchObject({ known: { areKeysDue: false } })
    expect(phone.session.unlocked().accountKeyEpoch).toBe(3)
  })

  test('follow when one of the member’s devices is taken out, which finds itself erased', async () => {
    await expect.poll(() => laptop.session.state.kind).toBe('unlocked')
    const { deviceId } = laptop.session.unlocked()
    await phone.session.removeOwnDevice({ deviceId, passphrase: OTHER_PASSPHRASE })
    expect(phone.session.unlocked().accountKeyEpoch).toBe(4)
    expect(phone.session.membership().state.members.size).toBe(1)
    await laptop.session.lock()
    await expect(
      laptop.session.unlock({ by: 'passphrase', passphrase: OTHER_PASSPHRASE }),
    ).rejects.toThrow(rule('session.removed'))
    expect(laptop.session.state.kind).toBe('none')
  })

  test('let a fresh device in by the newest kit only', async () => {
    const newest = await phone.session.renewKeys({ passphrase: PASSPHRASE })
    const fresh = await world.device()
    const given = { by: 'kit', origin: ORIGIN, deviceName: 'Olga’s tablet' } as const
    await expect(fresh.session.signIn({ ...given, kit: kit.code })).rejects.toThrow(
      rule('session.wrong-kit'),
    )
    await fresh.session.signIn({ ...given, kit: newest.words })
    expect(exported(fresh)).toEqual(exported(phone))
    expect([...fresh.session.unlocked().keysets.keys()]).toEqual([1, 2, 3, 4, 5])
  })
})
