import { createAccount, listReports } from '@keyward/keyholder/commands'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { synchronised } from '../server/cases/people.ts'
import { appFrame, goTo } from './screens/places.ts'
import { continueWithKeyward } from './steps/menu.ts'
import { addPasskey, askToSignIn, perchSays, signOutOfPerch, signUpAtPerch } from './steps/perch.ts'
import { makeReady, signIn } from './steps/set-up.ts'
import { setAirplaneMode } from './steps/settings.ts'
import {
  askForPasskey,
  atCreatePasskey,
  cancelSheet,
  makePasskey,
  newAccount,
  save,
  savedAndAdded,
} from './steps/sheet.ts'
import { comeBack } from './steps/sign-in.ts'
import { passkeysOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())
afterEach(() => world.closePages())

const TAKEN = /Another account has this username/
const PERCH = { appName: 'Perch', rpIds: ['perch.localhost'] }

describe('a username that another device takes meanwhile', () => {
  test('is told at save, and nothing is made', async () => {
    const { uma } = world.people
    const phone = await world.openPhone({ kind: 'ios-face-id', as: 'uma' })
    await makeReady(phone)
    await signUpAtPerch(phone, 'uma.race')
    await askForPasskey(phone)
    await newAccount(phone)
    await phone.sheet.getByText('This username is free').waitFor()
    await createAccount(await uma.device.desk(), { ...PERCH, username: 'Uma.Race' })
    await synchronised(uma.device)
    const before = await passkeysOf(uma)
    await save(phone)
    await phone.sheet.getByText(TAKEN).first().waitFor()
    expect(await phone.sheet.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(
      true,
    )
    await cancelSheet(phone)
    await perchSays(phone, /^No passkey was made\./)
    expect(await passkeysOf(uma)).toEqual(before)
  })
})

describe('a username that turns out to be taken', () => {
  test('after the push: the account is kept, marked, and found by "needs attention"', async () => {
    const { uma } = world.people
    const phone = await world.openPhone({ kind: 'ios-face-id', as: 'uma' })
    await makeReady(phone)
    await signUpAtPerch(phone, 'uma.late')
    await setAirplaneMode(phone, true)
    await phone.open('Perch')
    await askForPasskey(phone)
    await newAccount(phone)
    await save(phone)
    await savedAndAdded(
      phone,
      'Saved on this phone. It waits to sync until the server can be reached.',
    )
    await createAccount(await uma.device.desk(), { ...PERCH, username: 'uma.late' })
    await synchronised(uma.device)
    await setAirplaneMode(phone, false)
    await phone.open('Keyward')
    await phone.keyward
      .getByText(/waits to sync/)
      .first()
      .waitFor({ state: 'detached' })
    await goTo(await appFrame(phone), '/accounts?filter=attention')
    await expect.poll(() => phone.keyward.getByText('Username taken').count()).toBe(1)
    // The passkey works all the same.
    await phone.open('Perch')
    await comeBack(phone, 'uma.late')
  })
})

describe('unlocking by another device', () => {
  test('a phone that is locked is opened by one that is not, and keeps what it has', async () => {
    const { phones } = await world.openPhones([
      { kind: 'ios-face-id', as: 'sam' },
      { kind: 'android-fingerprint', as: 'sam' },
    ])
    const [phone, other] = phones
    if (phone === undefined || other === undefined) throw new Error('Two phones were asked for.')
    await makeReady(phone)
    await phone.kill('Keyward')
    await phone.open('Keyward')
    await phone.cancelPrompt()
    await phone.keyward.getByText('Another device', { exact: true }).click()
    const passphrase = phone.keyward.getByLabel('Passphrase', { exact: true }).last()
    await passphrase.fill(world.people.sam.passphrase)
    await phone.keyward.getByRole('button', { name: 'Ask the other device' }).click()
    await phone.keyward.getByLabel('Code').last().waitFor()

    await other.show()
    await makeReady(other)
    await goTo(await appFrame(other), '/approve')
    await other.keyward.getByRole('button', { name: 'Show a code' }).click()
    const code = await other.keyward.getByText(/^KEYWARD-DEVICE-1:/).innerText()
    await phone.show()
    await phone.keyward.getByLabel('Code').last().fill(code)
    await phone.keyward.getByRole('button', { name: 'Continue with this code' }).click()
    await other.show()
    await other.keyward.getByText(/one of your devices, asks to be unlocked/).waitFor()
    await other.keyward.getByRole('button', { name: 'Approve device' }).click()
    await phone.show()
    await phone.keyward.getByRole('heading', { name: 'Accounts' }).waitFor()
    expect(await phone.keyward.getByRole('heading', { name: /Unlock/ }).count()).toBe(0)
  })
})

describe('the sheet of an iPhone', () => {
  test('names the app as its account does, and the host beside it', async () => {
    const phone = await world.openPhone({ kind: 'ios-touch-id', as: 'ada' })
    await makeReady(phone)
    await signUpAtPerch(phone, 'ada.named')
    await makePasskey(phone)
    await signOutOfPerch(phone)
    await askToSignIn(phone)
    await continueWithKeyward(phone)
    await phone.match()
    await phone.sheet.getByRole('heading', { name: 'Sign in to Perch' }).waitFor()
    const host = phone.sheet.getByText('perch.localhost', { exact: true })
    expect(await host.locator('xpath=ancestor::p/preceding-sibling::p').innerText()).toBe('Perch')
    await cancelSheet(phone)
  })
})

describe('a phone of the demonstration', () => {
  test('can be given to any member, and is theirs from then on', async () => {
    const phone = await world.openPhone({ kind: 'android-face-unlock', as: 'uma' })
    const { page } = phone
    await signIn(phone)
    const owner = page.getByLabel('Whose phone this is')
    expect(await owner.locator('option').allInnerTexts()).toEqual([
      ...Object.values(world.people).map(({ name }) => name),
      'Nobody yet: a new phone',
    ])
    await owner.selectOption(world.people.gus.name)
    const given = page.locator('[data-device="android-face-unlock-of-gus"]')
    await given.getByRole('button', { name: 'Open Keyward' }).click()
    const keyward = given.locator('iframe[title="Keyward"]').contentFrame()
    await keyward.getByRole('button', { name: `Sign in as ${world.people.gus.name}` }).waitFor()
    // The same page over again: the same phone.
    await page.reload()
    expect(await owner.inputValue()).toBe('gus')
    await owner.selectOption(world.people.uma.name)
    await phone.open('Keyward')
    await phone.keyward.getByRole('heading', { name: 'Unlock Keyward' }).waitFor()
  })
})

describe('reduced motion', () => {
  test('nothing fades or moves when a dialog opens', async () => {
    const phone = await world.openPhone({ kind: 'android-fingerprint', as: 'olga' })
    await phone.page.emulateMedia({ reducedMotion: 'reduce' })
    await makeReady(phone)
    const frame = await appFrame(phone)
    const { olga } = world.people
    const id = await createAccount(await olga.device.desk(), { appName: 'Still', username: 'olga' })
    await synchronised(olga.device)
    await goTo(frame, `/accounts/${id}`)
    await frame.evaluate(() => {
      const seen: string[] = []
      Object.assign(globalThis, { seen })
      const look = (): void => {
        for (const animation of document.getAnimations()) {
          const { duration = 0 } = animation.effect?.getComputedTiming() ?? {}
          if (Number(duration) > 0) seen.push(animation.constructor.name)
        }
        requestAnimationFrame(look)
      }
      look()
    })
    await frame.getByRole('button', { name: 'Share' }).first().click()
    await frame.getByRole('dialog').waitFor()
    await frame.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()
    await frame.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await frame.evaluate(() => Reflect.get(globalThis, 'seen'))).toEqual([])
  })
})

describe('an app whose site can’t be asked', () => {
  test('is not called unproven: it can be checked again, or allowed for once', async () => {
    const phone = await world.openPhone({ kind: 'android-fingerprint', as: 'ada' })
    const { sheet } = phone
    await makeReady(phone)
    await signUpAtPerch(phone, 'ada.unasked')
    await setAirplaneMode(phone, true)
    await phone.open('Perch')
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await phone.match()
    const title = sheet.getByRole('heading', { name: 'This app can’t be checked now' })
    await title.waitFor()
    expect(await sheet.getByRole('button', { name: 'Always trust this app' }).count()).toBe(0)
    await sheet.getByRole('button', { name: 'Check again' }).click()
    await title.waitFor()
    await sheet.getByRole('button', { name: 'Allow once' }).click()
    await atCreatePasskey(phone)
    await cancelSheet(phone)
  })
})

describe('the app on a phone', () => {
  test('shows the licence of each library, and keeps a report until it can be sent', async () => {
    const { olga } = world.people
    const phone = await world.openPhone({ kind: 'ios-touch-id', as: 'olga' })
    const { keyward } = phone
    await makeReady(phone)
    await goTo(await appFrame(phone), '/settings/about')
    await keyward.getByRole('button', { name: 'Open-source software in this app' }).click()
    await keyward.getByRole('button', { name: /^react 19\.[\d.]+: MIT$/ }).click()
    await keyward.getByText(/Meta Platforms, Inc/).waitFor()

    await setAirplaneMode(phone, true)
    await phone.open('Keyward')
    await goTo(await appFrame(phone), '/directory/report')
    await keyward.getByLabel('Name of the app').fill('Heron')
    await keyward.getByLabel('Its address').fill('heron.example')
    await keyward.getByRole('button', { name: 'Send report' }).click()
    await keyward.getByText('The report waits to be sent').waitFor()
    expect(await listReports(olga.device.session)).toEqual([])
    await setAirplaneMode(phone, false)
    await phone.open('Keyward')
    const names = async () => (await listReports(olga.device.session)).map(({ appName }) => appName)
    await expect.poll(names, { timeout: 30_000 }).toEqual(['Heron'])
  })
})
