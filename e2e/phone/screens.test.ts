import { listAccounts, listCollections } from '@keyward/keyholder/commands'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { memberIdOf } from '../server/cases/people.ts'
import type { Phone } from './phone.ts'
import { lookAtJoining, lookAtNewWorkspace } from './screens/first-run.ts'
import { chooseByKeyboard, focusedNames, pressByKeyboard } from './screens/keyboard.ts'
import { faultsAt, findings } from './screens/look.ts'
import { closeOverlay, overlaysOf } from './screens/overlays.ts'
import {
  appFrame,
  type Chosen,
  goTo,
  PLACES,
  placesOf,
  settledApp,
  sheetFrame,
} from './screens/places.ts'
import { linksOf, missedLinks, missedRoutes, routesOf } from './screens/routes.ts'
import {
  lookAtCreating,
  lookAtDoubts,
  lookAtEnding,
  lookAtSigningIn,
  nameNoApps,
} from './screens/sheets.ts'
import { continueWithKeyward } from './steps/menu.ts'
import { addPasskey, askToSignIn, perchSays, signOutOfPerch, signUpAtPerch } from './steps/perch.ts'
import { allowAutoFill, biometricsHeading, makeReady, notNow, signIn } from './steps/set-up.ts'
import { setAutoFill } from './steps/settings.ts'
import { atTurnOn, lockedWithoutBiometrics, makePasskey } from './steps/sheet.ts'
import { accountsOf } from './steps/vault.ts'
import { makeWorld, type World } from './world.ts'
import { furnish } from './world/furnish.ts'
import type { Who } from './world/people.ts'

let world: World

beforeAll(async () => {
  world = await makeWorld()
  await furnish(world)
})
afterAll(() => world?.close())
afterEach(() => world.closePages())

async function narrowPhone(kind: Phone['kind'], as?: Who): Promise<Phone> {
  const look = { width: 320, height: 700 }
  const setup = as === undefined ? { kind } : { kind, as }
  const phone = await world.openPhone(setup, look)
  return phone
}

async function widePhone(kind: Phone['kind'], as: Who): Promise<Phone> {
  const phone = await world.openPhone({ kind, as })
  return phone
}

/** What the workspace's Owner sees of one account, one member and one collection. */
async function chosen(app: string): Promise<Chosen> {
  const { olga, uma } = world.people
  await accountsOf(olga)
  const desk = await olga.device.desk()
  const [account] = listAccounts(desk, app, 1)
  const [collection] = await listCollections(desk)
  if (account === undefined) throw new Error(`There is no account of ${app}.`)
  const { accountId } = account
  return { accountId, memberId: memberIdOf(uma.device), collectionId: collection?.collectionId }
}

describe('on a phone of 320 pixels, in both themes, with text at 200 %', () => {
  test('every screen of the app is accessible and fits, and none is forgotten', async () => {
    const phone = await narrowPhone('android-fingerprint', 'olga')
    await makeReady(phone)
    await signUpAtPerch(phone, 'olga.screens')
    await makePasskey(phone)
    await phone.open('Keyward')
    const full = await chosen('Paper')
    const perch = await chosen('Perch')
    const places = [...PLACES, ...placesOf(full)]
    const frame = await appFrame(phone)
    const faults: string[] = []
    const links: string[] = []
    for (const { name, path, shows } of [...places, ...placesOf(perch)]) {
      await goTo(frame, path)
      if (shows !== undefined)
        await frame.getByText(shows).filter({ visible: true }).first().waitFor()
      faults.push(...(await faultsAt(phone.page, frame, name)))
      links.push(...(await linksOf(frame)))
    }
    for (const { name, path, open } of overlaysOf(full)) {
      await goTo(frame, path)
      await open(frame)
      faults.push(...(await faultsAt(phone.page, frame, name)))
      await closeOverlay(frame)
    }
    const missed = [...missedRoutes(await routesOf(frame), places), ...missedLinks(links, places)]
    expect({ faults, missed }).toEqual({ faults: [], missed: [] })
  })

  test('every screen of the phone around it', async () => {
    const phone = await narrowPhone('ios-face-id', 'olga')
    const { page, system } = phone
    const { faults, on } = findings()
    const look = on(phone, async () => page.mainFrame())
    await look('home')
    await makeReady(phone)
    await signUpAtPerch(phone, 'olga.around')
    await addPasskey(phone)
    await look('menu')
    await continueWithKeyward(phone)
    await phone.prompt.waitFor()
    await look('prompt')
    await phone.cancelPrompt()
    await phone.kill('sheet')
    await phone.open('Settings')
    await look('system-settings')
    await setAutoFill(phone, true)
    await look('system-passwords')
    await system.getByRole('button', { name: 'App switcher' }).click()
    await look('switcher')
    expect(faults).toEqual([])
  })

  test('every screen of the first run', async () => {
    const phone = await narrowPhone('ios-face-id', 'uma')
    await phone.open('Keyward')
    const { keyward } = phone
    const { faults, on } = findings()
    const look = on(phone, settledApp)
    await keyward.getByRole('button', { name: /^Sign in as/ }).waitFor()
    await look('sign-in')
    for (const way of ['Recovery kit', 'Another device']) {
      await keyward.getByText(way, { exact: true }).first().click()
      await look(`sign-in, ${way}`)
    }
    await keyward.getByText('Passphrase', { exact: true }).first().click()
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
    await lookAtJoining(await narrowPhone('android-fingerprint'), world.people.olga, look)
    expect(faults).toEqual([])
  })

  test('every sheet of a new passkey and a sign-in', async () => {
    const phone = await narrowPhone('ios-touch-id', 'sam')
    await signIn(phone)
    await notNow(phone)
    await allowAutoFill(phone)
    const { faults, on } = findings()
    await lookAtCreating(phone, 'sam.sheets', on(phone, sheetFrame))
    await lookAtSigningIn(phone, on(phone, sheetFrame))
    expect(faults).toEqual([])
  })

  test('the sheets of an app in doubt, and of a phone that is locked', async () => {
    const { faults, on } = findings()
    const doubtful = await narrowPhone('android-face-unlock', 'ada')
    await makeReady(doubtful)
    await lookAtDoubts(doubtful, 'ada.doubts', on(doubtful, sheetFrame))
    for (const kind of ['android-fingerprint', 'ios-face-id'] as const) {
      const phone = await narrowPhone(kind, 'sam')
      await lockedWithoutBiometrics(phone, `sam.locked.${phone.platform}`)
      await atTurnOn(phone)
      await on(phone, sheetFrame)(`locked on ${phone.platform}`)
    }
    expect(faults).toEqual([])
  })

  test('the sheets that end a request', async () => {
    const { faults, on } = findings()
    const guest = await narrowPhone('ios-face-id', 'gus')
    await makeReady(guest)
    await signUpAtPerch(guest, 'gus.ended')
    await addPasskey(guest)
    await continueWithKeyward(guest)
    await guest.match()
    await lookAtEnding(guest, 'Your role does not allow this', on(guest, sheetFrame))
    await perchSays(guest, /^No passkey was made/)
    await signOutOfPerch(guest)
    await askToSignIn(guest)
    await continueWithKeyward(guest)
    await guest.match()
    await lookAtEnding(guest, 'No passkey for this app', on(guest, sheetFrame))

    const fresh = await narrowPhone('android-fingerprint', 'uma')
    await setAutoFill(fresh, true)
    await signUpAtPerch(fresh, 'uma.nobody.yet')
    await addPasskey(fresh)
    await continueWithKeyward(fresh)
    await lookAtEnding(fresh, 'Nobody is signed in to Keyward', on(fresh, sheetFrame))

    const page = await world.openBrowser()
    await page.goto(`${world.origins.keyward}/provider`)
    await page.getByRole('heading', { name: 'This page belongs to your phone' }).waitFor()
    expect([...faults, ...(await faultsAt(page, page.mainFrame(), 'alone'))]).toEqual([])
  })
})

describe('by keyboard alone', () => {
  test('a passkey in a new account, a second one beside it, and a choice at sign-in', async () => {
    const phone = await widePhone('ios-face-id', 'ada')
    await makeReady(phone)
    await signUpAtPerch(phone, 'ada.keyboard')
    const { keyboard } = phone.page
    const press = (name: string) => pressByKeyboard(phone, name)
    await askByKeyboard(phone, 'Add a passkey')
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

    await signOutOfPerch(phone)
    await signUpAtPerch(phone, 'ada.second')
    await askByKeyboard(phone, 'Add a passkey')
    await phone.sheet.getByRole('radio', { name: 'Perch · ada.keyboard' }).waitFor()
    await press('Save')
    await phone.sheet.getByRole('heading', { name: 'Passkey saved' }).waitFor()
    await keyboard.press('Enter')
    await perchSays(phone, /^Passkey added/)
    await press('Sign out')
    await askByKeyboard(phone, 'Sign in with a passkey')
    const choices = phone.sheet.getByRole('radio')
    await choices.first().waitFor()
    const wasChosen = await choices.first().isChecked()
    await keyboard.press(wasChosen ? 'ArrowDown' : 'ArrowUp')
    expect(await choices.first().isChecked()).toBe(!wasChosen)
    await keyboard.press('Enter')
    await perchSays(phone, /with a passkey\.$/)
  })

  test('an app in doubt, a way out by Escape, and a refusal', async () => {
    const phone = await widePhone('android-fingerprint', 'sam')
    await makeReady(phone)
    await signUpAtPerch(phone, 'sam.keyboard')
    await nameNoApps(phone)
    await askByKeyboard(phone, 'Add a passkey')
    await phone.sheet.getByRole('heading', { name: 'This app is not proven' }).waitFor()
    expect(await focusedNames(phone)).toContain('Give it nothing')
    await pressByKeyboard(phone, 'Allow once')
    await phone.sheet.getByRole('button', { name: 'New account' }).waitFor()
    await phone.page.keyboard.press('Escape')
    await perchSays(phone, /^No passkey was made\. The request was cancelled\./)

    const other = await widePhone('ios-touch-id', 'leo')
    await makeReady(other)
    await signUpAtPerch(other, 'leo.keyboard')
    await askByKeyboard(other, 'Add a passkey')
    await other.sheet.getByRole('heading', { name: 'Your role does not allow this' }).waitFor()
    await other.page.keyboard.press('Enter')
    await perchSays(other, /^No passkey was made\./)
  })
})

/** From the app's button to the sheet, with Continue and a match on the way. */
async function askByKeyboard(phone: Phone, button: string): Promise<void> {
  await pressByKeyboard(phone, button)
  await chooseByKeyboard(phone, /^Keyward Passkey manager/)
  await pressByKeyboard(phone, 'Continue')
  await phone.prompt.waitFor()
  await pressByKeyboard(phone, 'Match')
}

describe('a workspace that is new', () => {
  test('its screens, from the first one of all to the accounts', async () => {
    const phone = await narrowPhone('ios-face-id')
    const { faults, on } = findings()
    await lookAtNewWorkspace(phone, on(phone, settledApp))
    expect(faults).toEqual([])
  })
})
