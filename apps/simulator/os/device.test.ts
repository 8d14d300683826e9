import { describe, expect, test } from 'vitest'
import { endPrompt, MOST_FAILURES, promptHindrance, promptTakesBiometric } from './biometrics.ts'
import { changeDevice, type Device, hasManagers, newDevice, offersKeyward } from './device.ts'
import { KINDS, PLATFORMS } from './kinds.ts'
import { EMPTY_LISTING, findEntries, replaceListing } from './listing.ts'
import { readSetup, setupQuery } from './setup.ts'
import { LISTING, readyDevice } from '../cases/ceremony.ts'

const device = newDevice('a-phone', 'face-id')

function afterFailures(count: number, start: Device = device): Device {
  let now = start
  for (let index = 0; index < count; index += 1) now = endPrompt(now, 'no-match').device
  return now
}

describe('settings', () => {
  test.each([
    ['face-id', 15, false],
    ['face-id', 16, false],
    ['touch-id', 17, true],
    ['touch-id', 18, true],
    ['fingerprint', 13, false],
    ['face-unlock', 14, true],
    ['face-unlock', 15, true],
  ] as const)('a phone with %s and version %i offers Keyward: %s', (kind, version, offers) => {
    const ready = readyDevice(kind, version)
    expect(hasManagers(ready)).toBe(offers)
    expect(offersKeyward(ready)).toBe(offers)
  })

  test('Keyward is off until it is turned on', () => {
    expect(offersKeyward(device)).toBe(false)
  })

  test('a version that the phone cannot have changes nothing', () => {
    expect(changeDevice(device, { type: 'os-version', version: 13 })).toBe(device)
    expect(changeDevice(device, { type: 'os-version', version: 15 }).osVersion).toBe(15)
  })

  test('every face or finger that is added or removed makes a new generation', () => {
    const added = changeDevice(device, { type: 'enrol' })
    expect(added.enrolment).toEqual({ generation: 2, count: 2 })
    const removed = changeDevice(added, { type: 'remove-enrolment' })
    expect(removed.enrolment).toEqual({ generation: 3, count: 0 })
    expect(changeDevice(removed, { type: 'remove-enrolment' })).toBe(removed)
  })
})

describe('biometric prompts', () => {
  test('each act ends the prompt with its own word', () => {
    expect(endPrompt(device, 'match').end).toEqual({ ok: true, type: 'biometric' })
    expect(endPrompt(device, 'device-code').end).toEqual({ ok: true, type: 'device-credential' })
    expect(endPrompt(device, 'cancel').end).toEqual({ ok: false, code: 'cancelled' })
    expect(endPrompt(device, 'no-match').end).toEqual({ ok: false, code: 'no_match' })
  })

  test('the fifth failure in a row locks out, until the code of the device', () => {
    const before = afterFailures(MOST_FAILURES - 1)
    expect(promptHindrance(before, false)).toBeUndefined()
    const { device: locked, end } = endPrompt(before, 'no-match')
    expect(end).toEqual({ ok: false, code: 'lockout' })
    expect(promptHindrance(locked, false)).toBe('lockout')
    expect(promptHindrance(locked, true)).toBeUndefined()
    expect(promptTakesBiometric(locked)).toBe(false)
    const unlocked = changeDevice(changeDevice(locked, { type: 'lock' }), { type: 'unlock' })
    expect(promptHindrance(unlocked, false)).toBeUndefined()
  })

  test('a match forgets the failures before it', () => {
    const matched = endPrompt(afterFailures(4), 'match').device
    expect(promptHindrance(afterFailures(4, matched), false)).toBeUndefined()
  })

  test('none is shown on a locked phone, or where nothing is set up', () => {
    const locked = changeDevice(device, { type: 'lock' })
    expect(promptHindrance(locked, true)).toBe('device_locked')
    const bare = changeDevice(device, { type: 'remove-enrolment' })
    expect(promptHindrance(bare, false)).toBe('not_enrolled')
    expect(promptHindrance(bare, true)).toBeUndefined()
  })
})

describe('the listing', () => {
  test('names the passkeys of an RP ID that are allowed, the last used one first', () => {
    const ids = (allowed: string[]) =>
      findEntries(LISTING, 'perch.localhost', allowed).map(({ credentialId }) => credentialId)
    expect(ids([])).toEqual(['BAUG', 'AQID'])
    expect(ids(['AQID'])).toEqual(['AQID'])
    expect(ids(['AAAA'])).toEqual([])
    expect(findEntries(LISTING, 'localhost', [])).toEqual([])
  })

  test('is replaced as a whole, or changed after the generation that it has', () => {
    const [first, second] = LISTING.entries
    if (first === undefined || second === undefined) throw new Error('The case lacks entries.')
    const whole = replaceListing(EMPTY_LISTING, { generation: 1, accounts: [], entries: [first] })
    expect(whole?.entries).toEqual([first])
    const renamed = { ...first, userName: 'dana2' }
    const change = {
      generation: 4,
      after: 3,
      accounts: [],
      entries: [renamed],
      removed: { accounts: ['a1'], entries: [second.credentialId] },
    }
    expect(replaceListing(LISTING, change)).toEqual({
      generation: 4,
      accounts: [],
      entries: [LISTING.entries[2], renamed],
    })
    expect(replaceListing(LISTING, { ...change, after: 2 })).toBeUndefined()
  })
})

describe('the address of the page', () => {
  const read = (query: string) => readSetup(new URLSearchParams(query)).devices

  test('names phones, their people and versions', () => {
    const devices = read('device=ios-face-id,android-fingerprint&as=uma,vera&os=16,')
    expect(devices.map(({ device: each, as }) => [each.id, each.osVersion, as])).toEqual([
      ['ios-face-id-of-uma', 16, 'uma'],
      ['android-fingerprint-of-vera', 15, 'vera'],
    ])
    expect(devices.map(({ namesVersion }) => namesVersion)).toEqual([true, false])
  })

  test('two phones of a kind have two names', () => {
    expect(read('device=touch-id,ios-touch-id').map(({ device: each }) => each.id)).toEqual([
      'ios-touch-id',
      'ios-touch-id-2',
    ])
  })

  test('a phone that is given to somebody else is another phone, and comes back as it was', () => {
    const idsOf = (...people: readonly (string | undefined)[]) => {
      const phones = people.map((as) => ({ kind: 'touch-id', as }) as const)
      return readSetup(setupQuery(phones)).devices.map(({ device: { id } }) => id)
    }
    expect(idsOf('uma', 'olga')).toEqual(['ios-touch-id-of-uma', 'ios-touch-id-2-of-olga'])
    expect(idsOf('uma', 'gus')).toEqual(['ios-touch-id-of-uma', 'ios-touch-id-2-of-gus'])
    expect(idsOf(undefined, 'olga')).toEqual(['ios-touch-id', 'ios-touch-id-2-of-olga'])
    expect(idsOf('uma', undefined)).toEqual(['ios-touch-id-of-uma', 'ios-touch-id-2'])
  })

  test.each(['', 'device=', 'device=android-face-id,desktop&as=<b>&os=99'])(
    'what cannot be read counts as not said: %j',
    (query) => {
      const devices = read(query)
      expect(devices.map(({ device: each }) => each.kind)).toEqual(['face-id', 'fingerprint'])
      expect(devices.every(({ as, namesVersion }) => as === undefined && !namesVersion)).toBe(true)
    },
  )

  test('every kind of device can be asked for', () => {
    for (const [kind, { platform }] of Object.entries(KINDS)) {
      const [only] = read(`device=${platform}-${kind}`)
      expect(only?.device.kind).toBe(kind)
      expect(PLATFORMS[platform].versions).toContain(only?.device.osVersion)
    }
  })
})
