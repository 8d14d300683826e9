import { beforeEach, describe, expect, test } from 'vitest'
import { testDeviceKey } from '../../cases/device-keys.ts'
import { testPasskeys } from '../../cases/passkeys.ts'
import {
  makeOwner,
  makeWorld,
  ORIGIN,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  type TestDevice,
  type World,
} from '../../cases/world.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })
const RIGHT = { by: 'passphrase', passphrase: PASSPHRASE } as const
const WRONG = { by: 'passphrase', passphrase: OTHER_PASSPHRASE } as const
const BY_PASSKEY = { by: 'passkey', rpId: 'keyward.test' } as const

describe('the member in front of an unlocked device', () => {
  let world: World
  let olga: TestDevice

  beforeEach(async () => {
    world = await makeWorld()
    const passkeys = testPasskeys(ORIGIN, { prfAtCreation: true })
    olga = await makeOwner(world, { passkeys, offlineKey: testDeviceKey() })
  })

  test('[C1] shows it by the passphrase, without the server and without a new session', async () => {
    await olga.session.lock()
    await olga.session.unlock(RIGHT)
    const token = olga.session.token()
    const told: string[] = []
    olga.session.watch(({ kind }) => told.push(kind))
    let calls = 0
    const { network } = world
    world.network = async (...asked) => {
      calls += 1
      return network(...asked)
    }
    await olga.session.checkMember(RIGHT)
    expect({ calls, told, token: olga.session.token() }).toEqual({ calls: 0, told: [], token })
  })

  test('a wrong passphrase is none, and the device stays unlocked', async () => {
    await expect(olga.session.checkMember(WRONG)).rejects.toThrow(rule('session.wrong-passphrase'))
    expect(olga.session.state.kind).toBe('unlocked')
  })

  test('a device that keeps nothing of the passphrase asks the server, and goes on with its session', async () => {
    const bare = await makeOwner(await makeWorld())
    const before = bare.session.token()
    await bare.session.checkMember(RIGHT)
    expect(bare.session.token()).not.toBe(before)
    expect(await bare.session.call('getMe')).toMatchObject({})
    await expect(bare.session.checkMember(WRONG)).rejects.toThrow(rule('session.wrong-passphrase'))
  })

  test('shows it by the passkey of this device, and by no other', async () => {
    await expect(olga.session.checkMember(BY_PASSKEY)).rejects.toMatchObject({
      rule: 'ceremony.no-credential',
    })
    await olga.session.addPasskey({ name: 'This browser' })
    await olga.session.checkMember(BY_PASSKEY)
    const other = testPasskeys(ORIGIN, { prfAtCreation: true })
    const stranger = await makeOwner(await makeWorld(), { passkeys: other })
    await expect(stranger.session.checkMember(BY_PASSKEY)).rejects.toMatchObject({
      rule: 'ceremony.no-credential',
    })
  })

  test('a locked device checks nobody', async () => {
    await olga.session.lock()
    for (const given of [RIGHT, BY_PASSKEY])
      await expect(olga.session.checkMember(given)).rejects.toThrow(rule('session.locked'))
  })
})
