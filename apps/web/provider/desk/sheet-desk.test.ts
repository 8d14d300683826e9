import { describe, expect, test } from 'vitest'
import { accountQuestion, passkeyChoice } from '../cases/questions.ts'
import { sheetDesk } from './sheet-desk.ts'

const PASSKEY = { kind: 'passkey', candidates: [passkeyChoice()] } as const
const UNVERIFIED = { kind: 'unverified', why: 'cancelled' } as const

describe('the desk of the sheet', () => {
  test('begins with the frame, before anything is known', () => {
    expect(sheetDesk().shown().stage).toEqual({ kind: 'waiting', what: 'starting' })
  })

  test('gives an answer to the question that is open, once', async () => {
    const desk = sheetDesk()
    const asked = desk.ask(PASSKEY)
    desk.answer('unverified', 'again')
    expect(desk.shown()).toMatchObject({ stage: PASSKEY, isBusy: false })
    desk.answer('passkey', 'one')
    desk.answer('passkey', 'two')
    expect(await asked).toBe('one')
  })

  test('keeps the answered stage, busy, until the flow shows the next', async () => {
    const desk = sheetDesk()
    const asked = desk.ask({
      kind: 'account',
      question: accountQuestion(),
      preferred: undefined,
      last: undefined,
    })
    desk.answer('account', { kind: 'existing', accountId: 'a' })
    await asked
    expect(desk.shown()).toMatchObject({ stage: { kind: 'account' }, isBusy: true })
    desk.show({ kind: 'waiting', what: 'signing' })
    expect(desk.shown()).toMatchObject({ stage: { what: 'signing' }, isBusy: false })
  })

  test('[C48] handing over leaves an open question, and is remembered', async () => {
    const desk = sheetDesk()
    const asked = desk.ask(PASSKEY)
    expect(desk.isHandedOver()).toBe(false)
    desk.handOver()
    expect(await asked).toBeUndefined()
    expect(desk.isHandedOver()).toBe(true)
  })

  test('handing over while nothing is asked ends the flow; while an answer is carried out it does not', async () => {
    const desk = sheetDesk()
    desk.handOver()
    expect(desk.signal.aborted).toBe(true)
    const busy = sheetDesk()
    const asked = busy.ask(PASSKEY)
    busy.answer('passkey', 'one')
    await asked
    busy.handOver()
    expect([busy.signal.aborted, busy.isHandedOver()]).toEqual([false, false])
  })

  test('leaving an open question cancels it and lets the flow end it', async () => {
    const desk = sheetDesk()
    const asked = desk.ask(UNVERIFIED)
    desk.cancel()
    expect(await asked).toBeUndefined()
    expect(desk.signal.aborted).toBe(false)
  })

  test('leaving while nothing is asked ends the request', () => {
    const desk = sheetDesk()
    desk.cancel()
    expect(desk.signal.aborted).toBe(true)
    expect(desk.isTakenBack()).toBe(false)
  })

  test('an answer that is being carried out can no longer be left', async () => {
    const desk = sheetDesk()
    const asked = desk.ask(PASSKEY)
    desk.answer('passkey', 'one')
    desk.cancel()
    expect(await asked).toBe('one')
    expect(desk.signal.aborted).toBe(false)
  })

  test('a request that the system took back asks nobody any more', async () => {
    const desk = sheetDesk()
    const asked = desk.ask(PASSKEY)
    desk.takeBack()
    expect(await asked).toBeUndefined()
    expect(await desk.ask(UNVERIFIED)).toBeUndefined()
    expect(desk.signal.aborted).toBe(true)
    expect(desk.isTakenBack()).toBe(true)
    expect(desk.shown().stage).toEqual({ kind: 'waiting', what: 'gone' })
  })

  test('a new question takes the place of one that nobody answered', async () => {
    const desk = sheetDesk()
    const first = desk.ask(UNVERIFIED)
    expect(desk.shown().isSudden).toBe(false)
    const second = desk.ask(PASSKEY)
    expect(desk.shown().isSudden).toBe(true)
    expect(await first).toBeUndefined()
    desk.answer('passkey', 'one')
    expect(await second).toBe('one')
  })

  test('an app that had to be trusted is doubtful from then on', async () => {
    const desk = sheetDesk()
    const question = {
      reason: 'not-linked',
      packageName: 'p',
      certificate: 'c',
      appName: 'a',
      rpId: 'r',
    } as const
    const asked = desk.ask({ kind: 'trust', question })
    desk.answer('trust', 'once')
    await asked
    void desk.ask(PASSKEY)
    expect(desk.shown().isDoubtful).toBe(true)
  })
})
