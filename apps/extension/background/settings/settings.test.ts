import { describe, expect, test } from 'vitest'
import { memoryArea } from '../cases/scene.ts'
import { keepSettings } from './keep.ts'
import { LOCK_ALARM, lockInTime } from './lock.ts'
import { registerScripts, wantedScripts } from './scripts.ts'
import { readSettings } from './settings.ts'

const MEMBER = { 'keyward.member': true }

describe('settings', () => {
  test('are those of nobody, whatever is kept', () => {
    for (const value of [undefined, null, 5, 'x', [], {}, [5]]) {
      const keys = ['member', 'hints', 'server', 'never', 'policy'].map((key) => `keyward.${key}`)
      const kept = Object.fromEntries(keys.map((key) => [key, value]))
      const { isMember, hints, server, passkeys, neverHosts } = readSettings(kept, kept)
      expect([isMember, hints, server, passkeys, neverHosts]).toEqual([
        false,
        undefined,
        undefined,
        'on',
        [],
      ])
    }
  })

  test('[C53] a policy is in the place of what a person chose', () => {
    const policy = {
      passkeys: 'only-matches',
      neverHosts: ['b.test'],
      serverUrl: 'https://k.test/x',
    }
    const own = { 'keyward.never': ['a.test'], 'keyward.server': 'https://other.test' }
    expect(readSettings({ ...own, 'keyward.policy': policy }, {})).toMatchObject({
      passkeys: 'only-matches',
      neverHosts: ['b.test'],
      server: 'https://k.test',
    })
    expect(readSettings(own, {})).toMatchObject({
      passkeys: 'on',
      neverHosts: ['a.test'],
      server: 'https://other.test',
    })
  })

  test('are read again after a change, and the policy is kept for next time', async () => {
    const local = memoryArea(MEMBER)
    let tell: (changes: object, area: string) => void = () => undefined
    let policy: object = { passkeys: 'off' }
    const storage = {
      local,
      session: memoryArea(),
      managed: { get: async () => policy },
      onChanged: { addListener: (listener: typeof tell) => void (tell = listener) },
    }
    let changes = 0
    const keeper = keepSettings(storage as never, () => void (changes += 1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(local.kept['keyward.policy']).toEqual({ passkeys: 'off' })
    expect((await keeper.read()).passkeys).toBe('off')
    policy = {}
    tell({}, 'managed')
    await new Promise((resolve) => setTimeout(resolve, 5))
    tell({ 'keyward.policy': {} }, 'local')
    expect((await keeper.read()).passkeys).toBe('on')
    tell({ other: {} }, 'local')
    expect(changes).toBe(1)
  })
})

describe('[C68] the unlocked key', () => {
  const open = (until: unknown) => {
    const session = memoryArea({ 'keyward.unlocked': { until } })
    const alarms: unknown[] = []
    const create = async (...alarm: unknown[]) => void alarms.push(alarm)
    const ports = { session, alarms: { create, clear: async () => true }, now: () => 1_000 }
    return { session, alarms, run: () => lockInTime(ports as never) }
  }

  test.each([999, 1_000, 'later', undefined])(
    'is taken away once its time is over: %s',
    async (until) => {
      const { session, run } = open(until)
      await run()
      expect(session.kept).toEqual({})
    },
  )

  test('stays until then, and an alarm rings at that time of the clock', async () => {
    const { session, alarms, run } = open(1_001)
    await run()
    expect(session.kept).toHaveProperty('keyward.unlocked')
    expect(alarms).toEqual([[LOCK_ALARM, { when: 1_001 }]])
  })
})

describe('[C52] [C56] the scripts in pages', () => {
  const settingsOf = (kept: object) => readSettings({ ...MEMBER, ...kept }, {})

  test('are in none while nobody is signed in or passkeys are off', () => {
    expect(wantedScripts(readSettings({}, {}))).toEqual([])
    expect(wantedScripts(settingsOf({ 'keyward.policy': { passkeys: 'off' } }))).toEqual([])
  })

  test('are not in pages of hosts that are left to the browser; what is no host is passed over', () => {
    const scripts = wantedScripts(
      settingsOf({ 'keyward.never': ['a.test', '*', 'x/y', 'b.a.test'] }),
    )
    expect(scripts.map(({ excludeMatches }) => excludeMatches)).toEqual([
      ['*://a.test/*', '*://b.a.test/*'],
      ['*://a.test/*', '*://b.a.test/*'],
    ])
  })

  test('are registered once, and again when something has changed', async () => {
    const log: string[] = []
    let there: unknown[] = []
    const scripting = {
      getRegisteredContentScripts: async () => there,
      registerContentScripts: async (scripts: unknown[]) => {
        log.push('register')
        there = scripts
      },
      unregisterContentScripts: async () => {
        log.push('unregister')
        there = []
      },
    }
    const register = (kept: object) => registerScripts(scripting as never, settingsOf(kept))
    await register({})
    await register({})
    expect(log).toEqual(['register'])
    await register({ 'keyward.never': ['a.test'] })
    expect(log).toEqual(['register', 'unregister', 'register'])
    await register({ 'keyward.member': false })
    expect(there).toEqual([])
  })
})
