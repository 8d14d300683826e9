import { beforeEach, describe, expect, test } from 'vitest'
import { testPasskeys } from '../../cases/passkeys.ts'
import {
  makeOwner,
  makeWorld,
  ORIGIN,
  PASSPHRASE,
  type TestDevice,
  type World,
} from '../../cases/world.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })

for (const prfAtCreation of [true, false])
  describe(`a passkey for Keyward itself, its PRF told ${prfAtCreation ? 'at once' : 'when it is used'}`, () => {
    const passkeys = testPasskeys(ORIGIN, { prfAtCreation })
    let world: World
    let olga: TestDevice

    beforeEach(async () => {
      world = await makeWorld()
      olga = await makeOwner(world, { passkeys })
    })

    test('unlocks this device, signs in on a fresh one, and opens offline', async () => {
      await olga.session.addPasskey({ name: 'Olga’s passkey' })
      await olga.session.lock()
      await olga.session.unlock({ by: 'passkey' })
      const key = olga.session.unlocked().accountKey.exportBytes()
      const phone = await world.device({ passkeys })
      await phone.session.signIn({ by: 'passkey', origin: ORIGIN, deviceName: 'Phone' })
      expect(phone.session.unlocked().accountKey.exportBytes()).toEqual(key)
      await phone.session.lock()
      world.network = async () => Promise.reject(new TypeError('fetch failed'))
      const unlocked = phone.session.unlock({ by: 'passkey', rpId: 'keyward.test' })
      for (let i = 0; i < 40; i += 1) await world.time.pass(250)
      await unlocked
      expect(phone.session.state.kind).toBe('unlocked')
    })

    test('[C105] that was taken out signs in nowhere, and opens nothing', async () => {
      const methodId = await olga.session.addPasskey({ name: 'Lost' })
      await olga.session.removePasskey({ methodId, passphrase: PASSPHRASE })
      const phone = await world.device({ passkeys })
      const given = { by: 'passkey', origin: ORIGIN, deviceName: 'Phone' } as const
      await expect(phone.session.signIn(given)).rejects.toMatchObject({ code: 'sign_in_refused' })
      await olga.session.lock()
      await expect(olga.session.unlock({ by: 'passkey' })).rejects.toMatchObject({
        code: 'sign_in_refused',
      })
    })
  })

describe('a passkey without PRF', () => {
  test('can not be added, and signs in for an approval only', async () => {
    const world = await makeWorld()
    const passkeys = testPasskeys(ORIGIN, { prfAtCreation: false, prf: false })
    const { session } = await makeOwner(world, { passkeys })
    await expect(session.addPasskey({ name: 'No PRF' })).rejects.toThrow(
      rule('session.offline-unlock-unavailable'),
    )
    const bare = await world.device()
    const given = { by: 'passkey', origin: ORIGIN, deviceName: 'Phone' } as const
    await expect(bare.session.signIn(given)).rejects.toThrow(
      rule('session.offline-unlock-unavailable'),
    )
  })
})
