import { KeyholderError } from '@keyward/keyholder/error'
import type { Keyholder, Synchronised } from '@keyward/keyholder/keyholder'
import { describe, expect, test } from 'vitest'
import { fakeShell } from '../../shell/cases/fake-shell.ts'
import { afterwards } from './after-save.ts'

const DONE: Synchronised = { problem: undefined, report: undefined, unsynchronised: 0, taken: [] }

/** What follows a save when the exchange ends so; the system's listing can't be told in these. */
function after(synchronise: Keyholder['synchronise']) {
  const desk = () => Promise.reject(new KeyholderError('session.locked', 'Locked.'))
  return afterwards({ desk, synchronise }, fakeShell({}))
}

describe('after a passkey was saved', () => {
  test('what the server has taken is sent', async () => {
    expect(await after(async () => DONE).push()).toBe('sent')
  })

  test('[C77] what the server could not be told waits, and nothing is lost by it', async () => {
    const offline = new KeyholderError('remote.offline', 'Offline.')
    expect(await after(async () => ({ ...DONE, problem: offline })).push()).toBe('waiting')
    expect(await after(async () => ({ ...DONE, unsynchronised: 1 })).push()).toBe('waiting')
  })

  test('a server that seems to lie does not take the saved passkey from the app', async () => {
    const forked = new KeyholderError('membership.forked', 'Forked.')
    expect(await after(() => Promise.reject(forked)).push()).toBe('waiting')
  })

  test('while somebody waits, what sharing takes is left to the exchange after the answer', async () => {
    const asked: unknown[] = []
    const follows = after(async (options) => {
      asked.push(options)
      return DONE
    })
    await follows.push()
    await follows.exchange()
    expect(asked).toEqual([{ isShort: true }, { isShort: false }])
  })

  test('a listing that can not be told now is no failure', async () => {
    expect(await after(async () => DONE).list()).toBeUndefined()
  })
})
