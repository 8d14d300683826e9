import { describe, expect, test } from 'vitest'
import { PASSPHRASE, sheetScene } from '../cases/sheet-scene.ts'
import { turnOn } from './turn-on.ts'

describe('turning on Biometrics Login inside a request', () => {
  test('unlocked: one verification, then the key is kept, and the request goes on', async () => {
    const { ports, desk, reached, done, stages } = sheetScene({ isUnlocked: true })
    const turned = turnOn(ports, false)
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'here', problem: undefined })
    desk.answer('turn-on', '')
    expect(await turned).toEqual({ outcome: 'on', verified: 'biometric' })
    expect(done).toEqual(['prompt match', 'turned on'])
  })

  test('the app that is open and unlocked beside the sheet counts as unlocked', async () => {
    const { ports, desk, reached, stages } = sheetScene({ lends: true })
    const turned = turnOn(ports, false)
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'here' })
    desk.answer('turn-on', '')
    expect(await turned).toMatchObject({ outcome: 'on' })
  })

  test('locked on Android: the passphrase is asked in place, until it is right', async () => {
    const { ports, desk, reached, done, stages } = sheetScene({ platform: 'android' })
    const turned = turnOn(ports, false)
    await reached('turn-on')
    desk.answer('turn-on', 'wrong')
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'passphrase', problem: 'wrong-passphrase' })
    desk.answer('turn-on', PASSPHRASE)
    expect(await turned).toEqual({ outcome: 'on', verified: 'biometric' })
    expect(done).toEqual(['unlocked by passphrase', 'prompt match', 'turned on'])
  })

  test('a passphrase that was right is not asked again when the prompt fails', async () => {
    const { ports, desk, reached, stages } = sheetScene({
      platform: 'android',
      prompts: ['no_match', 'match'],
    })
    const turned = turnOn(ports, false)
    await reached('turn-on')
    desk.answer('turn-on', PASSPHRASE)
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'here', problem: 'no_match' })
    desk.answer('turn-on', '')
    expect(await turned).toMatchObject({ outcome: 'on' })
  })

  test('[C83] locked on iOS: no passphrase is stretched here, and the app is to open on the setting', async () => {
    const { ports, desk, reached, done, stages } = sheetScene()
    const turned = turnOn(ports, false)
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'open-app' })
    desk.answer('turn-on', PASSPHRASE)
    expect(await turned).toEqual({ outcome: 'open-app' })
    expect(done).toEqual(['note for the app'])
  })

  test('there is no way on without turning it on', async () => {
    const { ports, desk, reached } = sheetScene({ isUnlocked: true })
    const turned = turnOn(ports, false)
    await reached('turn-on')
    desk.cancel()
    expect(await turned).toEqual({ outcome: 'cancelled' })
  })

  test('[C86] a phone where no face or finger is set up says so, and nothing is faked', async () => {
    const { ports, desk, reached, done, stages } = sheetScene({ isEnrolled: false })
    const turned = turnOn(ports, false)
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'not-enrolled' })
    desk.answer('turn-on', '')
    expect(await turned).toEqual({ outcome: 'cancelled' })
    expect(done).toEqual([])
  })
})
