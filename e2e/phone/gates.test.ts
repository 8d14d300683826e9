import { createAccount } from '@keyward/keyholder/commands'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { synchronised } from '../server/cases/people.ts'
import type { Phone, PhoneKind } from './phone.ts'
import { appFrame, goTo } from './screens/places.ts'
import { continueWithKeyward, menuRows } from './steps/menu.ts'
import { addPasskey, perchSays, signUpAtPerch } from './steps/perch.ts'
import { allowAutoFill, makeReady, notNow, signIn } from './steps/set-up.ts'
import { enrolAnother, setAutoFill } from './steps/settings.ts'
import {
  askForPasskey,
  atCreatePasskey,
  atTurnOn,
  cancelSheet,
  lockedWithoutBiometrics,
  makePasskey,
  newAccount,
  save,
  savedAndAdded,
} from './steps/sheet.ts'
import { passkeysOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'
import type { Who } from './world/people.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())
afterEach(() => world.closePages())

const CANCELLED = /^No passkey was made\. The request was cancelled\./

/** One phone of each platform: what follows differs by platform alone. */
const BOTH: readonly (readonly [PhoneKind, Who])[] = [
  ['ios-face-id', 'uma'],
  ['android-fingerprint', 'ada'],
]

describe('Biometrics Login is off', () => {
  test.each(BOTH)('%s: turning it on continues the same request', async (kind, who) => {
    const phone = await world.openPhone({ kind, as: who })
    await signIn(phone)
    await notNow(phone)
    await allowAutoFill(phone)
    await signUpAtPerch(phone, `${who}.off`)
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await atTurnOn(phone)
    await phone.sheet.getByRole('button', { name: `Turn on ${phone.biometricName}` }).click()
    await phone.match()
    await atCreatePasskey(phone)
    await newAccount(phone)
    await save(phone)
    await savedAndAdded(phone)

    // A new face or finger ends it, and the next request turns it on again.
    await enrolAnother(phone)
    await phone.open('Perch')
    await phone.perch.getByRole('button', { name: 'Sign out' }).click()
    await signUpAtPerch(phone, `${who}.again`)
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await atTurnOn(phone)
    expect(await phone.sheet.getByRole('button', { name: 'New account' }).count()).toBe(0)
  })

  test('locked, on Android: the passphrase first, then the same request goes on', async () => {
    const phone = await world.openPhone({ kind: 'android-face-unlock', as: 'sam' })
    await lockedWithoutBiometrics(phone, 'sam.locked')
    await atTurnOn(phone)
    const { passphrase } = world.people.sam
    await phone.sheet
      .getByLabel('Passphrase', { exact: true })
      .fill('not the passphrase of anybody')
    await phone.sheet.getByRole('button', { name: 'Turn on face unlock' }).click()
    await phone.sheet.getByText('The passphrase is wrong').first().waitFor()
    await phone.sheet.getByLabel('Passphrase', { exact: true }).fill(passphrase)
    await phone.sheet.getByRole('button', { name: 'Turn on face unlock' }).click()
    await phone.match()
    await atCreatePasskey(phone)
    expect(await phone.sheet.getByRole('button', { name: 'New account' }).isVisible()).toBe(true)
  })

  test('locked, on iOS: Keyward has to be opened, and opens on that setting', async () => {
    const phone = await world.openPhone({ kind: 'ios-touch-id', as: 'sam' })
    await lockedWithoutBiometrics(phone, 'sam.ios')
    await atTurnOn(phone)
    await phone.sheet.getByText('Open Keyward once').first().waitFor()
    expect(await phone.sheet.getByLabel('Passphrase').count()).toBe(0)
    await phone.sheet.getByRole('button', { name: 'Close', exact: true }).click()
    await perchSays(phone, CANCELLED)
    await phone.open('Keyward')
    // The way to unlock has the same name as its field, and comes before it.
    const field = phone.keyward.getByLabel('Passphrase', { exact: true }).last()
    await field.fill(world.people.sam.passphrase)
    await phone.keyward.getByRole('button', { name: 'Unlock', exact: true }).click()
    await phone.keyward.getByRole('heading', { name: 'Biometrics Login' }).waitFor()
    expect(await phone.keyward.getByRole('switch').isChecked()).toBe(false)
  })
})

describe('the person is not the one', () => {
  test('no match: refused, and nothing of the accounts is shown', async () => {
    const phone = await world.openPhone({ kind: 'ios-face-id', as: 'uma' })
    await makeReady(phone)
    await signUpAtPerch(phone, 'uma.nobody')
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await phone.noMatch()
    await phone.sheet.getByText('That was no match').first().waitFor()
    expect(await shownOfAccounts(phone)).toBe(0)
    for (let more = 0; more < 4; more += 1) {
      await phone.sheet.getByRole('button', { name: 'Use Face ID' }).click()
      await phone.noMatch()
    }
    await phone.sheet.getByRole('button', { name: 'Use Face ID' }).click()
    await phone.sheet.getByText('Too many attempts').first().waitFor()
    expect(await shownOfAccounts(phone)).toBe(0)
    await cancelSheet(phone)
    await perchSays(phone, CANCELLED)
    expect(await shownOfAccounts(phone)).toBe(0)
  })
})

/** How much of the accounts is on the sheet. */
function shownOfAccounts({ sheet }: Phone): Promise<number> {
  return sheet.getByText(/Update existing account|Create new item|New account/).count()
}

describe('AutoFill is off', () => {
  test.each(BOTH)('%s: Keyward is not in the menu, and says how to allow it', async (kind, who) => {
    const phone = await world.openPhone({ kind, as: who })
    await makeReady(phone)
    await setAutoFill(phone, false)
    await signUpAtPerch(phone, `${who}.autofill`)
    await addPasskey(phone)
    expect((await menuRows(phone)).join()).not.toContain('Keyward')
    await phone.system.getByRole('button', { name: 'Cancel', exact: true }).click()
    await perchSays(phone, CANCELLED)
    await phone.open('Keyward')
    await phone.keyward.getByRole('link', { name: 'Settings' }).click()
    await phone.keyward.getByRole('link', { name: /Allow AutoFill/ }).click()
    await phone.keyward
      .getByText(/Turn on Keyward/)
      .first()
      .waitFor()
    await phone.keyward.getByRole('button', { name: 'Open the phone’s settings' }).click()
    await phone.system.getByRole('switch', { name: 'Keyward' }).check()
    await phone.open('Perch')
    await addPasskey(phone)
    expect((await menuRows(phone)).join()).toContain('Keyward')
  })

  test.each([
    ['ios-touch-id', 16, 'iOS 17'],
    ['android-fingerprint', 13, 'Android 14'],
  ] as const)('%s with version %d is too old, which is said', async (kind, os, needed) => {
    const phone = await world.openPhone({ kind, as: 'uma', os })
    await signIn(phone)
    await notNow(phone)
    await phone.keyward
      .getByText(new RegExp(`${needed} or later`))
      .first()
      .waitFor()
    await signUpAtPerch(phone, `uma.${os}`)
    await addPasskey(phone)
    expect((await menuRows(phone)).join()).not.toContain('Keyward')
    expect(await phone.system.getByRole('note').innerText()).toContain(`${needed} or later`)
  })
})

describe('roles', () => {
  test.each([
    ['leo', 'ios-face-id'],
    ['gus', 'android-face-unlock'],
  ] as const)('%s may not create passkeys, and reads why', async (who, kind) => {
    const phone = await world.openPhone({ kind, as: who })
    await makeReady(phone)
    await signUpAtPerch(phone, `${who}.may`)
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await phone.match()
    const title = 'Your role does not allow this'
    await phone.sheet.getByRole('heading', { name: title }).waitFor()
    await phone.sheet
      .getByText(/Login-Only members and Guests/)
      .first()
      .waitFor()
    expect(await phone.sheet.getByText('New account').count()).toBe(0)
    await phone.sheet.getByRole('button', { name: 'Close', exact: true }).click()
    await perchSays(phone, /^No passkey was made\./)
  })

  test('an account of somebody else is not offered', async () => {
    const { olga } = world.people
    await createAccount(await olga.device.desk(), { appName: 'Perch', username: 'olga.alone' })
    await synchronised(olga.device)
    const phone = await world.openPhone({ kind: 'ios-touch-id', as: 'uma' })
    await makeReady(phone)
    await signUpAtPerch(phone, 'uma.others')
    await askForPasskey(phone)
    await phone.sheet.getByRole('textbox', { name: 'Other accounts' }).fill('olga')
    await phone.sheet.getByText('No account found').waitFor()
    expect(await phone.sheet.getByText('olga.alone').count()).toBe(0)
  })
})

describe('a username that is taken', () => {
  test('told while typing and at save, in one app, and in the workspace if it says so', async () => {
    const { sam } = world.people
    await createAccount(await sam.device.desk(), { appName: 'Heron', username: 'sam.heron' })
    await synchronised(sam.device)
    const phone = await world.openPhone({ kind: 'android-fingerprint', as: 'sam' })
    const username = phone.sheet.getByLabel('Username')
    await makeReady(phone)
    await signUpAtPerch(phone, 'sam.taken')
    await makePasskey(phone)
    await phone.perch.getByRole('button', { name: 'Sign out' }).click()
    await signUpAtPerch(phone, 'sam.free')
    const before = await passkeysOf(sam)
    await askForPasskey(phone)
    await newAccount(phone)
    await isRefused(phone, ' SAM.Taken ')
    // Another app may have the same username.
    await username.fill('sam.heron')
    await phone.sheet.getByText('This username is free').waitFor()
    // Saved before it was looked up: looked up then.
    await username.fill('Sam.TAKEN')
    await username.press('Enter')
    await phone.sheet.getByText(TAKEN).first().waitFor()
    await cancelSheet(phone)
    await perchSays(phone, CANCELLED)
    expect(await passkeysOf(sam)).toEqual(before)

    await setUniqueUsername(phone, 'In the whole workspace')
    await phone.open('Perch')
    await askForPasskey(phone)
    await newAccount(phone)
    await isRefused(phone, 'SAM.heron')
    await username.fill('sam.free')
    await phone.sheet.getByText('This username is free').waitFor()
    await save(phone)
    await savedAndAdded(phone)
    await setUniqueUsername(phone, 'In each app')
  })
})

/** The policy, in the settings of somebody who may set it. */
async function setUniqueUsername(phone: Phone, choice: string): Promise<void> {
  await phone.open('Keyward')
  await goTo(await appFrame(phone), '/settings/policies')
  const radio = phone.keyward.getByRole('radio', { name: choice })
  await phone.keyward.getByText(choice, { exact: true }).click()
  await expect.poll(() => radio.isChecked()).toBe(true)
}

const TAKEN = /Another account has this username/

async function isRefused({ sheet }: Phone, username: string): Promise<void> {
  await sheet.getByLabel('Username').fill(username)
  await sheet.getByText(TAKEN).first().waitFor()
  expect(await sheet.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
}
