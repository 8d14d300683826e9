import { beforeEach, describe, expect, test } from 'vitest'
import { testDeviceKey } from '../../cases/device-keys.ts'
import { lieAbout } from '../../cases/lies.ts'
import {
  makeOwner,
  makeWorld,
  ORIGIN,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  type TestDevice,
  type World,
} from '../../cases/world.ts'
import type { ShownKit } from '../shown-kit.ts'

const rule = (name: string): unknown => expect.objectContaining({ rule: name })
const BY_PASSPHRASE = { by: 'passphrase', passphrase: PASSPHRASE } as const

describe('a device without a key of its own', () => {
  let world: World
  let olga: TestDevice & { readonly kit: ShownKit }

  beforeEach(async () => {
    world = await makeWorld()
    olga = await makeOwner(world)
  })

  /** Cuts the line, and lets what waits for it run out. */
  async function offline<T>(work: () => Promise<T>): Promise<T> {
    world.network = async () => Promise.reject(new TypeError('fetch failed'))
    const over = new AbortController()
    const done = work().finally(() => over.abort())
    done.catch(() => {})
    while (!over.signal.aborted) await world.time.pass(250)
    return done
  }

  test('does not unlock by passphrase where the server can not be reached', async () => {
    await olga.session.lock()
    await expect(offline(() => olga.session.unlock(BY_PASSPHRASE))).rejects.toThrow(
      rule('session.offline-unlock-unavailable'),
    )
    expect(olga.session.state.kind).toBe('locked')
  })

  test('unlocks by its recovery kit there, with the session that it has; another kit opens nothing', async () => {
    const token = olga.session.token()
    await olga.session.lock()
    const other = await makeOwner(await makeWorld())
    await expect(
      offline(() => olga.session.unlock({ by: 'kit', kit: other.kit.code })),
    ).rejects.toThrow(rule('session.wrong-kit'))
    await offline(() => olga.session.unlock({ by: 'kit', kit: olga.kit.words }))
    expect(olga.session.token()).toBe(token)
    expect(olga.session.state).toMatchObject({ known: { areKeysDue: true } })
  })

  test('says what is wrong with a kit before anybody is asked', async () => {
    await olga.session.lock()
    world.network = async () => Promise.reject(new Error('asked'))
    const words = olga.kit.words.split(' ')
    for (const kit of ['', 'abandon', [...words.slice(1), words[0]].join(' '), 'KEYWARD-KIT-1:00'])
      await expect(olga.session.unlock({ by: 'kit', kit })).rejects.toThrow(
        rule('session.wrong-kit'),
      )
  })

  test('hears that its session has ended, and begins a new one by unlocking', async () => {
    const { memberId } = olga.session.unlocked()
    const { sessions } = await olga.session.call('listSessions')
    const params = { sessionId: sessions[0]?.sessionId ?? '' }
    await olga.session.call('endSession', { params })
    const told: string[] = []
    olga.session.watch(({ kind }) => told.push(kind))
    await expect(olga.session.call('getMe')).rejects.toThrow(rule('session.ended'))
    expect(told).toEqual(['ended'])
    expect(olga.session.state.kind).toBe('unlocked')
    await expect(olga.session.call('getMe')).rejects.toThrow(rule('session.ended'))
    await olga.session.unlock(BY_PASSPHRASE)
    expect((await olga.session.call('getMe')).memberId).toBe(memberId)
  })

  test('[C108] erases nothing because the server says that the member was removed', async () => {
    const refusing = (code: string, more: object) => async (): Promise<Response> =>
      Response.json({ code, message: 'No.', ...more }, { status: 401 })
    world.network = refusing('not_admitted', {})
    await expect(olga.session.call('getChanges', { query: { since: 0 } })).rejects.toMatchObject({
      code: 'not_admitted',
    })
    expect(olga.session.state.kind).toBe('unlocked')
    world.network = refusing('unauthenticated', { rule: 'member-removed' })
    await expect(olga.session.call('getMe')).rejects.toThrow(rule('session.ended'))
    expect(olga.session.state.kind).toBe('unlocked')
    expect(await olga.session.replica.count('meta')).toBeGreaterThan(0)
    world.network = world.honest
    await olga.session.unlock(BY_PASSPHRASE)
  })

  test('refuses a server that knows older keys than it does, and one with another OPAQUE key', async () => {
    await olga.session.renewKeys({ passphrase: PASSPHRASE })
    await olga.session.lock()
    lieAbout(world, /\/v1\/me$/, (me) => ({ ...me, accountKeyEpoch: 1 }))
    await expect(olga.session.unlock(BY_PASSPHRASE)).rejects.toThrow(rule('membership.rolled-back'))
    const elsewhere = await makeOwner(await makeWorld())
    expect(elsewhere.session.state).toMatchObject({ known: { origin: ORIGIN } })
    world.network = world.honest
    await olga.session.unlock(BY_PASSPHRASE)
  })

  test('takes one person at a time', async () => {
    const again = olga.session.signIn({
      by: 'kit',
      origin: ORIGIN,
      kit: olga.kit.words,
      deviceName: 'Again',
    })
    await expect(again).rejects.toThrow(rule('session.exists'))
    const fresh = await world.device()
    await expect(fresh.session.unlock(BY_PASSPHRASE)).rejects.toThrow(rule('session.none'))
    await expect(fresh.session.remote()).rejects.toThrow(rule('session.none'))
  })
})

describe('a device with keys of its own', () => {
  test('unlocks by passphrase and by biometrics without the server', async () => {
    const world = await makeWorld()
    const offlineKey = testDeviceKey()
    const biometricKey = testDeviceKey()
    const { session } = await makeOwner(world, { offlineKey, biometricKey })
    await session.turnOnBiometrics()
    await session.lock()
    world.network = async () => Promise.reject(new TypeError('fetch failed'))
    const settled = async (work: Promise<void>): Promise<void> => {
      work.catch(() => {})
      for (let i = 0; i < 40; i += 1) await world.time.pass(250)
      return work
    }
    await settled(session.unlock(BY_PASSPHRASE))
    expect(session.state.kind).toBe('unlocked')
    await session.lock()
    await expect(
      settled(session.unlock({ by: 'passphrase', passphrase: OTHER_PASSPHRASE })),
    ).rejects.toThrow(rule('session.wrong-passphrase'))
    biometricKey.isDeclined = true
    await expect(session.unlock({ by: 'device' })).rejects.toThrow('declined')
    biometricKey.isDeclined = false
    await session.unlock({ by: 'device' })
    expect(session.state.kind).toBe('unlocked')
    await session.turnOffBiometrics()
    await session.lock()
    await expect(session.unlock({ by: 'device' })).rejects.toThrow(
      rule('session.offline-unlock-unavailable'),
    )
  })
})
