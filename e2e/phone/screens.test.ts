import { listAccounts } from '@keyward/keyholder/commands'
import type { Frame } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Phone } from './phone.ts'
import { faultsOf, overflowOf, setTextSize } from './screens/axe.ts'
import {
  appFrame,
  coloured,
  goTo,
  PLACES,
  placesOfAccount,
  settled,
  sheetFrame,
} from './screens/places.ts'
import { continueWithKeyward } from './steps/menu.ts'
import { addPasskey, perchSays, signUpAtPerch } from './steps/perch.ts'
import { allowAutoFill, biometricsHeading, makeReady, notNow, signIn } from './steps/set-up.ts'
import { atTurnOn, makePasskey, newAccount, save } from './steps/sheet.ts'
import { accountsOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world?.close())
afterEach(() => world.closePages())

const SCHEMES = ['light', 'dark'] as const

/** What is wrong with one screen in both themes, and with text twice as large. */
async function faultsAt(phone: Phone, frame: Frame, name: string): Promise<string[]> {
  const faults: string[] = []
  for (const [nth, colorScheme] of SCHEMES.entries()) {
    await phone.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await coloured(frame, colorScheme)
    const found = await faultsOf(frame, nth === 0 ? 'all' : 'only')
    faults.push(...found.map((fault) => `${name}, ${colorScheme}: ${fault}`))
  }
  for (const size of [100, 200]) {
    await setTextSize(frame, size)
    const overflow = await overflowOf(frame)
    if (overflow > 0) faults.push(`${name}: ${overflow} pixels too wide with text at ${size} %`)
  }
  await setTextSize(frame, 100)
  return faults
}

async function narrowPhone(kind: Phone['kind'], as: 'olga' | 'uma' | 'sam'): Promise<Phone> {
  const look = { width: 320, height: 700 }
  const [phone] = (await world.openPhones([{ kind, as }], look)).phones
  if (phone === undefined) throw new Error('A phone was asked for.')
  return phone
}

describe('on a phone of 320 pixels, in both themes, with text at 200 %', () => {
  test('every screen of the app is accessible and fits', async () => {
    const phone = await narrowPhone('android-fingerprint', 'olga')
    await makeReady(phone)
    await signUpAtPerch(phone, 'olga.screens')
    await makePasskey(phone)
    await phone.open('Keyward')
    const { olga } = world.people
    await accountsOf(olga)
    const [account] = listAccounts(await olga.device.desk(), '', 1)
    const frame = await appFrame(phone)
    const faults: string[] = []
    for (const { name, path } of [...PLACES, ...placesOfAccount(account?.accountId ?? '')]) {
      await goTo(frame, path)
      faults.push(...(await faultsAt(phone, frame, name)))
    }
    expect(faults).toEqual([])
  })

  test('every screen of the first run', async () => {
    const phone = await narrowPhone('ios-face-id', 'uma')
    await phone.open('Keyward')
    const { keyward } = phone
    const faults: string[] = []
    const look = async (name: string) => {
      const frame = await appFrame(phone)
      await settled(frame)
      faults.push(...(await faultsAt(phone, frame, name)))
    }
    await keyward.getByRole('button', { name: /^Sign in as/ }).waitFor()
    await look('sign-in')
    for (const path of ['/create', '/join']) {
      await goTo(await appFrame(phone), path)
      await look(path)
    }
    await goTo(await appFrame(phone), '/sign-in')
    await keyward.getByRole('button', { name: /^Sign in as/ }).click()
    await biometricsHeading(phone).waitFor()
    await look('biometrics')
    await notNow(phone)
    await keyward.getByRole('heading', { name: 'Allow AutoFill' }).waitFor()
    await look('autofill')
    await phone.kill('Keyward')
    await phone.open('Keyward')
    await keyward.getByRole('heading', { name: 'Unlock Keyward' }).waitFor()
    await look('unlock')
    expect(faults).toEqual([])
  })

  test('every sheet', async () => {
    const phone = await narrowPhone('ios-touch-id', 'sam')
    await signIn(phone)
    await notNow(phone)
    await allowAutoFill(phone)
    await signUpAtPerch(phone, 'sam.sheets')
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await atTurnOn(phone)
    const { sheet } = phone
    const faults: string[] = []
    const look = async (name: string) =>
      faults.push(...(await faultsAt(phone, await sheetFrame(phone), name)))
    await look('turn-on')
    await sheet.getByRole('button', { name: 'Turn on Touch ID' }).click()
    await phone.match()
    await sheet.getByRole('button', { name: 'New account' }).waitFor()
    await look('create-passkey')
    await newAccount(phone)
    await look('create-account')
    await save(phone)
    await perchSays(phone, /^Passkey added/)
    await addPasskey(phone)
    await continueWithKeyward(phone)
    await phone.cancelPrompt()
    await sheet.getByText('Not confirmed yet').first().waitFor()
    await look('unverified')
    await sheet.getByRole('button', { name: 'Use Touch ID' }).click()
    await phone.match()
    await sheet.getByRole('heading', { name: /^You have a passkey/ }).waitFor()
    await look('excluded')
    await sheet.getByRole('button', { name: 'Tell the app' }).click()
    await phone.perch.getByRole('button', { name: 'Sign out' }).click()
    await phone.perch.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await continueWithKeyward(phone)
    await phone.match()
    await sheet.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await look('sign-in')
    expect(faults).toEqual([])
  })
})

describe('by keyboard alone', () => {
  test('a passkey in a new account, and a sign-in', async () => {
    const [phone] = (await world.openPhones([{ kind: 'ios-face-id', as: 'ada' }])).phones
    if (phone === undefined) throw new Error('A phone was asked for.')
    await makeReady(phone)
    await signUpAtPerch(phone, 'ada.keyboard')
    const { keyboard } = phone.page
    const press = async (name: string) => {
      await tabTo(phone, name)
      await keyboard.press('Enter')
    }
    await press('Add a passkey')
    await press('Continue')
    await phone.prompt.waitFor()
    await press('Match')
    // What is likeliest has the focus already, and Enter takes it.
    await phone.sheet.getByRole('button', { name: 'New account' }).waitFor()
    await press('New account')
    await phone.sheet.getByText('This username is free').waitFor()
    await press('Save')
    await perchSays(phone, /^Passkey added/)
    await press('Sign out')
    await perchSays(phone, 'You are signed out.')
    await press('Sign in with a passkey')
    await press('Continue')
    await phone.prompt.waitFor()
    await press('Match')
    await perchSays(phone, /with a passkey\.$/)
    await expect
      .poll(() => phone.perch.getByRole('heading', { level: 2 }).innerText())
      .toBe('Signed in as ada.keyboard')
  })
})

/** Moves the focus by the Tab key until it is on the control of this name. */
async function tabTo(phone: Phone, name: string): Promise<void> {
  const { page } = phone
  for (let steps = 0; steps < 60; steps += 1) {
    const names = await Promise.all(page.frames().map(focusedName))
    if (names.includes(name)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach "${name}".`)
}

async function focusedName(frame: Frame): Promise<string> {
  try {
    return await frame.evaluate(() => {
      if (!document.hasFocus()) return ''
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
    })
  } catch {
    // A sheet that is closed takes its frame along.
    return ''
  }
}
