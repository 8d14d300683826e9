import { KeyholderError } from '@keyward/keyholder/error'
import { describe, expect, test } from 'vitest'
import { sheetDesk } from '../desk/sheet-desk.ts'
import type { UnlockAnswer, StageOf } from '../desk/stage.ts'
import { verifyInBrowser } from './verify.ts'

const RIGHT = 'kettle orbit mango raven'

/** A person who gives these answers, one after the other, and then cancels. */
function scene(
  isUnlocked: boolean,
  answers: readonly (UnlockAnswer | 'waits')[],
  fails?: Error,
  gone: Promise<never> = new Promise(() => undefined),
) {
  const desk = sheetDesk()
  const left = [...answers]
  const stages: StageOf<'unlock'>[] = []
  const done: string[] = []
  desk.watch(() => {
    const { stage, isBusy } = desk.shown()
    if (stage.kind !== 'unlock' || isBusy) return
    stages.push(stage)
    const next = left.shift()
    if (next === 'waits') return
    queueMicrotask(() => (next === undefined ? desk.cancel() : desk.answer('unlock', next)))
  })
  const by = (what: string) => async (given: UnlockAnswer) => {
    if (fails !== undefined) throw fails
    if (given.by === 'passphrase' && given.passphrase !== RIGHT)
      throw new KeyholderError('session.wrong-passphrase', 'Wrong.')
    done.push(`${what} by ${given.by}`)
  }
  const unlocking = {
    isUnlocked: () => isUnlocked,
    hasPasskey: true,
    gone,
    unlock: by('unlocked'),
    check: by('checked'),
  }
  const verify = (isRequired: boolean) => verifyInBrowser(desk, unlocking, isRequired)
  return { verify, stages, done }
}

const passphrase = (text: string): UnlockAnswer => ({ by: 'passphrase', passphrase: text })

describe('the person at the prompt', () => {
  test('[C1] unlocks, which is the verification of this request', async () => {
    for (const isRequired of [true, false]) {
      const { verify, stages, done } = scene(false, [passphrase(RIGHT)])
      expect(await verify(isRequired)).toEqual({ outcome: 'verified', method: 'passphrase' })
      expect(stages).toMatchObject([{ isOpen: false, problem: undefined }])
      expect(done).toEqual(['unlocked by passphrase'])
    }
  })

  test('[C1] who is unlocked already is verified anew, and stays unlocked', async () => {
    const { verify, stages, done } = scene(true, [{ by: 'passkey' }])
    expect(await verify(true)).toEqual({ outcome: 'verified', method: 'passkey' })
    expect(stages).toMatchObject([{ isOpen: true }])
    expect(done).toEqual(['checked by passkey'])
  })

  test('[C2] who is unlocked is asked nothing where the site wants no verification', async () => {
    const { verify, stages } = scene(true, [])
    expect(await verify(false)).toEqual({ outcome: 'present' })
    expect(stages).toEqual([])
  })

  test('a wrong passphrase is told, and can be tried again or left', async () => {
    const { verify, stages } = scene(false, [passphrase('no'), passphrase(RIGHT)])
    expect(await verify(true)).toMatchObject({ outcome: 'verified' })
    expect(stages[1]).toMatchObject({ problem: 'wrong-passphrase' })
    expect(await scene(false, [passphrase('no')]).verify(true)).toEqual({ outcome: 'cancelled' })
  })

  test('a passkey that was declined in the browser’s own prompt leaves the passphrase', async () => {
    const declined = new DOMException('No.', 'NotAllowedError')
    const { verify, stages } = scene(true, [{ by: 'passkey' }], declined)
    expect(await verify(true)).toEqual({ outcome: 'cancelled' })
    expect(stages[1]).toMatchObject({ problem: 'no-passkey' })
  })

  test('a server that has had enough of wrong passphrases leaves the request open', async () => {
    const refused = new KeyholderError('remote.refused', 'Too many.')
    const { verify, stages } = scene(false, [passphrase(RIGHT)], refused)
    expect(await verify(true)).toEqual({ outcome: 'cancelled' })
    expect(stages[1]).toMatchObject({ problem: 'other' })
  })

  test('what is no matter of the person ends the request', async () => {
    const damaged = new KeyholderError('replica.damaged', 'Damaged.')
    const { verify } = scene(false, [passphrase(RIGHT)], damaged)
    await expect(verify(true)).rejects.toBe(damaged)
  })

  test('[C67] a browser that is removed while it asks says so, and asks no more', async () => {
    const removed = new KeyholderError('session.removed', 'Removed.')
    // As the erasing locks first, and the news comes after it.
    const locked = new KeyholderError('session.locked', 'Locked.')
    const late = new Promise<never>((_, reject) => void setTimeout(() => reject(removed), 20))
    const { verify, stages } = scene(true, [passphrase(RIGHT), 'waits'], locked, late)
    await expect(verify(true)).rejects.toBe(removed)
    expect(stages.map(({ problem }) => problem)).toEqual([undefined, 'ended'])
  })
})
