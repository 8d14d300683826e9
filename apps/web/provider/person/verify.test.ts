import { KeyholderError } from '@keyward/keyholder/error'
import { describe, expect, test } from 'vitest'
import { sheetScene } from '../cases/sheet-scene.ts'
import { verify } from './verify.ts'

describe('verifying the person', () => {
  test('[C78] a locked session is unlocked by one prompt', async () => {
    const { ports, done, stages } = sheetScene()
    expect(await verify(ports)).toEqual({ outcome: 'verified', method: 'biometric' })
    expect(done).toEqual(['prompt match'])
    expect(stages).toEqual([
      { kind: 'waiting', what: 'verifying' },
      { kind: 'waiting', what: 'opening' },
    ])
  })

  test('an unlocked session is asked no less', async () => {
    const { ports, done } = sheetScene({ isUnlocked: true })
    expect(await verify(ports)).toMatchObject({ outcome: 'verified' })
    expect(done).toEqual(['prompt match'])
  })

  test.each(['no_match', 'cancelled', 'lockout'] as const)(
    'a prompt that ends with %s can be tried again',
    async (why) => {
      const { ports, desk, reached, stages } = sheetScene({ prompts: [why, 'match'] })
      const verified = verify(ports)
      await reached('unverified')
      expect(stages.at(-1)).toEqual({ kind: 'unverified', why })
      desk.answer('unverified', 'again')
      expect(await verified).toMatchObject({ outcome: 'verified' })
    },
  )

  test('who leaves instead has cancelled', async () => {
    const { ports, desk, reached } = sheetScene({ prompts: ['no_match'] })
    const verified = verify(ports)
    await reached('unverified')
    desk.cancel()
    expect(await verified).toEqual({ outcome: 'cancelled' })
  })

  test('[C82] a shell that gave the key to nobody in particular has verified nobody', async () => {
    const { ports } = sheetScene({ prompts: ['nobody'] })
    expect(await verify(ports)).toEqual({ outcome: 'failed' })
  })

  test('a face that was changed turns Biometrics Login off: it is turned on anew', async () => {
    const { ports, desk, reached, stages, done } = sheetScene({
      platform: 'android',
      prompts: ['key_invalidated', 'match'],
    })
    const verified = verify(ports)
    await reached('turn-on')
    expect(stages.at(-1)).toMatchObject({ way: 'passphrase', wasInvalidated: true })
    desk.answer('turn-on', 'kettle orbit mango raven')
    expect(await verified).toEqual({ outcome: 'verified', method: 'biometric' })
    expect(done.at(-1)).toBe('turned on')
  })

  test('what no person in front of the prompt can change ends it', async () => {
    const { ports } = sheetScene()
    const damaged = new KeyholderError('replica.damaged', 'Damaged.')
    const unlocking = { ...ports.unlocking, byDevice: () => Promise.reject(damaged) }
    await expect(verify({ ...ports, unlocking })).rejects.toBe(damaged)
  })
})
