import { describe, expect, test } from 'vitest'
import { makeOwner, makeWorld, ORIGIN, OTHER_PASSPHRASE, PASSPHRASE } from '../cases/world.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })

describe('a session', () => {
  test('signs up, locks, unlocks and signs in on a fresh device by passphrase and by kit', async () => {
    const world = await makeWorld()
    const { session, kit } = await makeOwner(world)
    expect(session.state.kind).toBe('unlocked')
    expect(session.membership().state.members.size).toBe(1)
    const { accountKey, deviceId } = session.unlocked()
    await session.lock()
    expect(session.state.kind).toBe('locked')
    expect(() => session.unlocked()).toThrow(rule('session.locked'))
    await expect(
      session.unlock({ by: 'passphrase', passphrase: OTHER_PASSPHRASE }),
    ).rejects.toThrow(rule('session.wrong-passphrase'))
    await session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
    expect(session.unlocked().deviceId).toBe(deviceId)
    expect(session.unlocked().accountKey.exportBytes()).toEqual(accountKey.exportBytes())

    const phone = await world.device()
    await phone.session.signIn({
      by: 'passphrase',
      origin: ORIGIN,
      address: 'olga@harbour.example',
      passphrase: PASSPHRASE,
      deviceName: 'Olga’s phone',
    })
    expect(phone.session.membership().state.devices.size).toBe(2)
    const tablet = await world.device()
    await tablet.session.signIn({
      by: 'kit',
      origin: ORIGIN,
      kit: kit.words,
      deviceName: 'Olga’s tablet',
    })
    expect(tablet.session.membership().state.devices.size).toBe(3)
    expect(tablet.session.unlocked().accountKey.exportBytes()).toEqual(accountKey.exportBytes())
  })
})
