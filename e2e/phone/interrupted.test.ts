import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Phone, PhoneKind } from './phone.ts'
import { continueWithKeyward } from './steps/menu.ts'
import { addPasskey, askToSignIn, perchSays, signUpAtPerch } from './steps/perch.ts'
import { setAirplaneMode } from './steps/settings.ts'
import {
  askForPasskey,
  cancelSheet,
  makePasskey,
  newAccount,
  save,
  savedAndAdded,
} from './steps/sheet.ts'
import { comeBack } from './steps/sign-in.ts'
import { accountsOf, passkeysOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'
import { keptPhones } from './world/kept.ts'
import type { Who } from './world/people.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(async () => {
  await world?.closePages()
  await world?.close()
})
const phones = keptPhones(() => world)
afterEach(phones.endTest)

const BOTH: readonly (readonly [PhoneKind, Who])[] = [
  ['ios-touch-id', 'uma'],
  ['android-face-unlock', 'ada'],
]

async function readyPhone(kind: PhoneKind, who: Who, username: string): Promise<Phone> {
  const phone = await phones.ready(kind, who)
  await signUpAtPerch(phone, username)
  return phone
}

/** Where a person may be when the request ends; each begins at Perch's button. */
const PLACES: readonly (readonly [string, (phone: Phone) => Promise<void>])[] = [
  ['the prompt', toPrompt],
  ['the screen after a cancelled prompt', toUnverified],
  ['Create Passkey', askForPasskey],
  ['Create Account', toCreateAccount],
]

async function toPrompt(phone: Phone): Promise<void> {
  await addPasskey(phone)
  await continueWithKeyward(phone)
  await phone.prompt.waitFor()
}

async function toUnverified(phone: Phone): Promise<void> {
  await toPrompt(phone)
  await phone.cancelPrompt()
  await phone.sheet.getByText('Not confirmed yet').first().waitFor()
}

async function toCreateAccount(phone: Phone): Promise<void> {
  await askForPasskey(phone)
  await newAccount(phone)
}

/** What a person may cancel is nothing that stays. */
const CREATE_CANCELLED = /^No passkey was made\. The request was cancelled\./
const GET_CANCELLED = /^You are not signed in\. The request was cancelled\./

describe('cancelled', () => {
  test.each(BOTH)('%s: at each screen the app is told, and nothing stays', async (kind, who) => {
    const phone = await readyPhone(kind, who, `${who}.cancel`)
    const before = [await accountsOf(world.people[who]), await passkeysOf(world.people[who])]
    await addPasskey(phone)
    await phone.system.getByRole('button', { name: 'Cancel', exact: true }).click()
    await perchSays(phone, CREATE_CANCELLED)
    for (const [place, go] of PLACES) {
      await go(phone)
      if (place === 'the prompt') await phone.cancelPrompt()
      await cancelSheet(phone)
      await perchSays(phone, CREATE_CANCELLED)
    }
    // The system has a Cancel of its own above the sheet.
    await askForPasskey(phone)
    const sheet = phone.system.getByRole('dialog', { name: 'Keyward' })
    await sheet.getByRole('button', { name: 'Cancel', exact: true }).click()
    await perchSays(phone, CREATE_CANCELLED)
    await phone.open('Keyward')
    await phone.open('Perch')
    const after = [await accountsOf(world.people[who]), await passkeysOf(world.people[who])]
    expect(after).toEqual(before)

    await makePasskey(phone)
    await phone.perch.getByRole('button', { name: 'Sign out' }).click()
    await askToSignIn(phone)
    await continueWithKeyward(phone)
    await phone.match()
    await phone.sheet.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await cancelSheet(phone)
    await perchSays(phone, GET_CANCELLED)
    expect(await passkeysOf(world.people[who])).toHaveLength((before[1]?.length ?? 0) + 1)
  })
})

describe('killed', () => {
  test.each(BOTH)('%s: no half-made passkey, and no lost one', async (kind, who) => {
    const phone = await readyPhone(kind, who, `${who}.killed`)
    const member = world.people[who]
    const before = await passkeysOf(member)
    const accounts = await accountsOf(member)
    for (const [, go] of PLACES) {
      await go(phone)
      await phone.kill('sheet')
      await endedByKill(phone)
    }
    // The app itself is killed while the sheet is open, and is asked to sign in when reopened.
    await toCreateAccount(phone)
    await phone.kill('Perch')
    await phone.open('Perch')
    await phone.perch.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
    expect([await passkeysOf(member), await accountsOf(member)]).toEqual([before, accounts])

    // From Save on, it is there whole, wherever the sheet ends.
    await signUpAtPerch(phone, `${who}.late`)
    await toCreateAccount(phone)
    await save(phone)
    await phone.sheet.getByText('Saved on this phone and on the server.', { exact: true }).waitFor()
    await phone.kill('sheet')
    await endedByKill(phone)
    expect(await passkeysOf(member)).toHaveLength(before.length + 1)
    expect(await accountsOf(member)).toHaveLength(accounts.length + 1)
    // The app has none, so Keyward marks it, and a person decides.
    await phone.open('Keyward')
    await phone.keyward.getByText(`${who}.late`).first().waitFor()
    await phone.open('Perch')
    await askForPasskey(phone)
    await phone.sheet.getByRole('radio', { name: `Perch · ${who}.late` }).check()
    await save(phone)
    await savedAndAdded(phone)
    expect(await passkeysOf(member)).toHaveLength(before.length + 2)
  })
})

/** iOS tells the app; Android shows its menu again, from which the person leaves. */
async function endedByKill(phone: Phone): Promise<void> {
  if (phone.platform === 'android') {
    await phone.system.getByRole('dialog', { name: 'Create a passkey' }).waitFor()
    await phone.system.getByRole('button', { name: 'Cancel', exact: true }).click()
  }
  await perchSays(phone, CREATE_CANCELLED)
}

describe('airplane mode', () => {
  test.each(BOTH)('%s: created, waits to sync, signs in, syncs later', async (kind, who) => {
    const phone = await readyPhone(kind, who, `${who}.offline`)
    const member = world.people[who]
    if (phone.platform === 'android') {
      // Which app speaks for a site is asked of the site once, and known without a network then.
      await makePasskey(phone)
      await phone.perch.getByRole('button', { name: 'Sign out' }).click()
      await signUpAtPerch(phone, `${who}.offline.too`)
    }
    const username = phone.platform === 'android' ? `${who}.offline.too` : `${who}.offline`
    const before = await passkeysOf(member)
    await setAirplaneMode(phone, true)
    await phone.open('Perch')
    await askForPasskey(phone)
    await newAccount(phone)
    await save(phone)
    await savedAndAdded(
      phone,
      'Saved on this phone. It waits to sync until the server can be reached.',
    )
    await comeBack(phone, username)
    await phone.open('Keyward')
    await phone.keyward
      .getByText(/1 change waits to sync/)
      .first()
      .waitFor()
    expect(await passkeysOf(member)).toEqual(before)

    await setAirplaneMode(phone, false)
    await phone.open('Keyward')
    await phone.keyward
      .getByText(/waits to sync/)
      .first()
      .waitFor({ state: 'detached' })
    await expect.poll(() => passkeysOf(member)).toHaveLength(before.length + 1)
    await atCreatePasskeyAgain(phone)
  })
})

/** What was made offline is an account like any other. */
async function atCreatePasskeyAgain(phone: Phone): Promise<void> {
  await phone.open('Perch')
  await addPasskey(phone)
  await continueWithKeyward(phone)
  await phone.match()
  await phone.sheet.getByRole('heading', { name: 'You have a passkey for this already' }).waitFor()
  await phone.sheet.getByRole('button', { name: 'Tell the app' }).click()
  await perchSays(phone, /^No passkey was made\. There is a passkey for this account already/)
}
