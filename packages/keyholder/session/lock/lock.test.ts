import { beforeEach, describe, expect, test } from 'vitest'
import { setPolicy } from '../../membership/settings.ts'
import { makeOwner, makeWorld, PASSPHRASE, type TestDevice, type World } from '../../cases/world.ts'

const MINUTE = 60_000
const rule = (name: string): unknown => expect.objectContaining({ rule: name })

describe('an unlocked session', () => {
  let world: World
  let olga: TestDevice
  let told: string[]

  beforeEach(async () => {
    world = await makeWorld()
    olga = await makeOwner(world)
    told = []
    olga.session.watch((event) => told.push('reason' in event ? event.reason : event.kind))
  })

  test('locks by itself after the time that the policy says, and nothing waits afterwards', async () => {
    await world.time.pass(14 * MINUTE)
    olga.session.touch()
    await world.time.pass(14 * MINUTE)
    expect(olga.session.state.kind).toBe('unlocked')
    await world.time.pass(MINUTE)
    expect(told).toEqual(['deadline'])
    expect(() => olga.session.unlocked()).toThrow(rule('session.locked'))
    expect(() => olga.session.membership()).toThrow(rule('session.locked'))
    expect(() => olga.session.token()).toThrow(rule('session.locked'))
    await expect(olga.session.call('getMe')).rejects.toThrow(rule('session.locked'))
    expect(world.time.waiting).toBe(0)
  })

  test('[C68] that was slept past its deadline is locked at the first touch, before any timer rings', () => {
    // Timers do not ring while the machine sleeps.
    world.time.now += 3_600_000
    olga.session.touch()
    expect(olga.session.state.kind).toBe('locked')
    expect(() => olga.session.unlocked()).toThrow(rule('session.locked'))
  })

  test('follows a policy that is made shorter', async () => {
    await setPolicy(olga.session, { policy: 'lockAfterMinutes', value: 2 })
    await world.time.pass(2 * MINUTE)
    expect(told).toEqual(['deadline'])
  })

  test('tells who watches its lock', async () => {
    let count = 0
    const stop = olga.session.watchLock(() => (count += 1))
    await olga.session.lock()
    await olga.session.lock()
    expect(count).toBe(1)
    await olga.session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
    stop()
    await olga.session.lock()
    expect(count).toBe(1)
  })

  test('locks in every tab, and a tab follows what another one stores', async () => {
    const tab = await world.device({}, olga.memory)
    expect(tab.session.state.kind).toBe('locked')
    await tab.session.unlock({ by: 'passphrase', passphrase: PASSPHRASE })
    await setPolicy(tab.session, { policy: 'lockAfterMinutes', value: 60 })
    await expect.poll(() => olga.session.membership().state.policies.lockAfterMinutes).toBe(60)
    await tab.session.lock()
    await expect.poll(() => olga.session.state.kind).toBe('locked')
    expect(told).toEqual(['elsewhere'])
  })

  test('that signs out leaves nothing, in any tab, and its token is worthless', async () => {
    const tab = await world.device({}, olga.memory)
    const remote = await olga.session.remote()
    const token = olga.session.token()
    await olga.session.signOut()
    expect(olga.session.state.kind).toBe('none')
    await expect.poll(() => tab.session.state.kind).toBe('none')
    for (const collection of ['meta', 'chain', 'member', 'keys'] as const)
      expect(await olga.session.replica.count(collection)).toBe(0)
    await expect(remote.call('getMe', { token })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})
