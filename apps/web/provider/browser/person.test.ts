import { describe, expect, test } from 'vitest'
import { accountQuestion, passkeyChoice } from '../cases/questions.ts'
import { sheetDesk } from '../desk/sheet-desk.ts'
import { personAtPrompt } from './person.ts'

const ACCOUNT = { kind: 'existing', accountId: 'BAQEBAQEBAQEBAQEBAQEBA' } as const

/** Somebody who is unlocked, takes so long to choose, and types their passphrase where asked. */
function scene(milliseconds: number, knowsPassphrase = true) {
  const desk = sheetDesk()
  let now = 1000
  let asked = 0
  desk.watch(() => {
    const { stage, isBusy } = desk.shown()
    if (isBusy) return
    queueMicrotask(() => {
      now += milliseconds
      if (stage.kind === 'passkey') desk.answer('passkey', passkeyChoice().credentialId)
      if (stage.kind === 'account') desk.answer('account', ACCOUNT)
      if (stage.kind !== 'unlock') return
      asked += 1
      if (knowsPassphrase) desk.answer('unlock', { by: 'passphrase', passphrase: 'right' })
      else desk.cancel()
    })
  })
  const person = personAtPrompt({
    desk,
    unlocking: {
      isUnlocked: () => true,
      hasPasskey: false,
      gone: new Promise<never>(() => undefined),
      unlock: async () => undefined,
      check: async () => undefined,
    },
    push: async () => undefined,
    preferred: undefined,
    clock: () => now,
  })
  return { person, asked: () => asked }
}

const PASSKEYS = { candidates: [passkeyChoice()] } as never
const account = () => accountQuestion()

describe('[C64] who decides before they can have read the question', () => {
  test('shows who they are, though the site wants no verification', async () => {
    const { person, asked } = scene(499)
    await person.choosePasskey(PASSKEYS)
    expect(await person.verify({ isRequired: false } as never)).toMatchObject({
      outcome: 'verified',
    })
    expect(asked()).toBe(1)
  })

  test('shows it before a new passkey is made, and none is made without', async () => {
    const { person, asked } = scene(499)
    expect(await person.verify({ isRequired: false } as never)).toEqual({ outcome: 'present' })
    expect(await person.chooseAccount(account())).toEqual(ACCOUNT)
    expect(asked()).toBe(1)
    expect(await scene(499, false).person.chooseAccount(account())).toBe(undefined)
  })

  test('is not asked twice where the site wants verification', async () => {
    const { person, asked } = scene(100)
    await person.verify({ isRequired: true } as never)
    await person.chooseAccount(account())
    expect(asked()).toBe(1)
  })
})

test('[C2] one click is enough for who took the time, where the site wants no verification', async () => {
  const { person, asked } = scene(500)
  await person.choosePasskey(PASSKEYS)
  expect(await person.verify({ isRequired: false } as never)).toEqual({ outcome: 'present' })
  expect(await person.chooseAccount(account())).toEqual(ACCOUNT)
  expect(asked()).toBe(0)
})
