import { describe, expect, test } from 'vitest'
import { accountQuestion, passkeyChoice } from '../cases/questions.ts'
import { sheetScene } from '../cases/sheet-scene.ts'
import { personAtSheet } from './person.ts'

describe('the person at the sheet', () => {
  test('a username that is taken brings the question again with what was typed', async () => {
    const { ports, desk, stages, reached } = sheetScene()
    const person = personAtSheet(ports)
    const answer = { kind: 'new', fields: { username: 'studio' } } as const
    const first = person.chooseAccount(accountQuestion())
    desk.answer('account', answer)
    expect(await first).toEqual(answer)
    void person.chooseAccount(accountQuestion({ problem: 'username-taken' }))
    await reached('account')
    expect(stages.at(-1)).toMatchObject({
      last: answer,
      question: { problem: 'username-taken' },
    })
  })

  test('a saved passkey is shown with where it is kept, until the person or the time closes it', async () => {
    let pass = (): void => undefined
    const scene = sheetScene()
    const ports = {
      ...scene.ports,
      afterSave: { ...scene.ports.afterSave, push: async () => 'waiting' as const },
      wait: () => new Promise<void>((resolve) => void (pass = resolve)),
    }
    const saved = personAtSheet(ports).passkeySaved({ accountId: 'a', rpId: 'perch.example' })
    await scene.reached('saved')
    expect(scene.stages.at(-1)).toEqual({
      kind: 'saved',
      account: 'Perch · studio',
      synced: 'waiting',
    })
    pass()
    expect(await saved).toBeUndefined()
  })

  test('a reason is what the person wrote; leaving gives none', async () => {
    const { ports, desk, stages } = sheetScene()
    const person = personAtSheet(ports)
    const question = { accountId: 'a', rpId: 'perch.example' }
    const given = person.giveReason?.(question)
    desk.answer('reason', 'Weekly report')
    expect(await given).toBe('Weekly report')
    expect(stages.at(-1)).toEqual({ kind: 'waiting', what: 'signing' })
    const left = person.giveReason?.(question)
    desk.cancel()
    expect(await left).toBeUndefined()
  })

  test('while an Owner is asked, the time is shown, and leaving gives it up', async () => {
    const { ports, desk, stages } = sheetScene()
    const person = personAtSheet(ports)
    person.approval?.({ kind: 'asking' })
    person.approval?.({ kind: 'waiting', expiresAt: 120_000 })
    person.approval?.({ kind: 'approved' })
    expect(stages).toEqual([
      { kind: 'approval', expiresAt: undefined },
      { kind: 'approval', expiresAt: 120_000 },
      { kind: 'waiting', what: 'signing' },
    ])
    person.approval?.({ kind: 'waiting', expiresAt: 120_000 })
    desk.cancel()
    expect(desk.signal.aborted).toBe(true)
  })

  test('a passkey is chosen by the person alone; leaving chooses none', async () => {
    const { ports, desk } = sheetScene()
    const person = personAtSheet(ports)
    const question = { rpId: 'perch.example', candidates: [passkeyChoice()] }
    const chosen = person.choosePasskey(question)
    desk.answer('passkey', 'AQEB')
    expect(await chosen).toBe('AQEB')
    const left = person.choosePasskey(question)
    desk.cancel()
    expect(await left).toBeUndefined()
  })

  test('that a passkey is here is told with consent alone', async () => {
    const { ports, desk } = sheetScene()
    const person = personAtSheet(ports)
    const question = { rpId: 'perch.example', rpName: 'Perch', passkey: passkeyChoice() }
    const told = person.confirmExcluded(question)
    desk.answer('excluded', 'tell')
    expect(await told).toBe(true)
    const left = person.confirmExcluded(question)
    desk.cancel()
    expect(await left).toBe(false)
  })

  test('an app that is not proven gets what the person says, and nothing by leaving', async () => {
    const { ports, desk } = sheetScene()
    const person = personAtSheet(ports)
    const question = {
      reason: 'not-linked',
      packageName: 'example.app',
      certificate: 'AQ',
      appName: 'App',
      rpId: 'perch.example',
    } as const
    const trusted = person.trustApp(question)
    desk.answer('trust', 'always')
    expect(await trusted).toBe('always')
    const left = person.trustApp(question)
    desk.cancel()
    expect(await left).toBeUndefined()
  })
})
