import type { Phone } from '../phone.ts'
import { appFrame, goTo, type Place, settled } from '../screens/places.ts'
import { continueWithKeyward, continueWithPasskey } from '../steps/menu.ts'
import {
  addPasskey,
  askToSignIn,
  perchSays,
  signOutOfPerch,
  signUpAtPerch,
} from '../steps/perch.ts'
import { allowAutoFill, biometricsHeading, notNow } from '../steps/set-up.ts'
import { setAirplaneMode } from '../steps/settings.ts'
import { askForPasskey, atTurnOn, cancelSheet, newAccount, saveAndLook } from '../steps/sheet.ts'
import type { Camera } from './camera.ts'

/** One person's way through Keyward on one phone, with a picture of all that is shown on it. */
export async function tellStory(phone: Phone, who: string, camera: Camera): Promise<void> {
  const take = (name: string) => camera.take(phone.page, name)
  await take('home')
  await setUp(phone, take)
  await create(phone, `${who}@perch`, camera)
  await signIn(phone, `${who}@perch`, take)
  await createAgain(phone, `${who}.team`, `${who}@perch`, camera)
  await choose(phone, take)
  await hindered(phone, take)
}

type Take = (name: string) => Promise<void>

async function setUp(phone: Phone, take: Take): Promise<void> {
  const { keyward, system } = phone
  await phone.open('Keyward')
  await keyward.getByRole('button', { name: /^Sign in as/ }).waitFor()
  await take('sign-in-to-keyward')
  await keyward.getByRole('button', { name: /^Sign in as/ }).click()
  await biometricsHeading(phone).waitFor()
  await take('biometrics-login')
  await notNow(phone)
  await keyward.getByRole('heading', { name: 'Allow AutoFill' }).waitFor()
  await take('allow-autofill')
  await keyward.getByRole('button', { name: 'Open settings' }).click()
  await system.getByRole('switch', { name: 'Keyward' }).check()
  await take('system-autofill')
  await system.getByRole('switch', { name: 'Keyward' }).uncheck()
  await phone.open('Keyward')
  await allowAutoFill(phone)
  await settled(await appFrame(phone))
  await take('accounts')
}

/** The first passkey, which turns on Biometrics Login on the way. */
async function create(phone: Phone, username: string, camera: Camera): Promise<void> {
  const take = (name: string) => camera.take(phone.page, name)
  const { sheet, biometricName } = phone
  await phone.open('Perch')
  await take('perch')
  await signUpAtPerch(phone, username)
  await take('perch-signed-in')
  await addPasskey(phone)
  await take('menu')
  await continueWithKeyward(phone)
  await atTurnOn(phone)
  await take('turn-on')
  await sheet.getByRole('button', { name: `Turn on ${biometricName}` }).click()
  await phone.prompt.waitFor()
  await take('prompt')
  await phone.match()
  await sheet.getByRole('button', { name: 'New account' }).waitFor()
  await take('create-passkey-first')
  await newAccount(phone)
  await sheet.getByText('This username is free').waitFor()
  await take('create-account')
  await saveAndSee(phone, camera, 'saved')
}

async function createAgain(
  phone: Phone,
  username: string,
  earlier: string,
  camera: Camera,
): Promise<void> {
  const { sheet } = phone
  await signOutOfPerch(phone)
  await signUpAtPerch(phone, username)
  await askForPasskey(phone)
  await camera.take(phone.page, 'create-passkey')
  await newAccount(phone)
  await sheet.getByLabel('Username').fill(earlier)
  await sheet
    .getByText(/Another account has this username/)
    .first()
    .waitFor()
  await camera.take(phone.page, 'username-taken')
  await sheet.getByLabel('Username').fill(username)
  await sheet.getByText('This username is free').waitFor()
  await saveAndSee(phone, camera, 'saved-second')
}

async function saveAndSee(phone: Phone, camera: Camera, name: string): Promise<void> {
  await saveAndLook(phone, () => camera.take(phone.page, name))
  await camera.take(phone.page, `${name}-perch`)
}

async function signIn(phone: Phone, username: string, take: Take): Promise<void> {
  await signOutOfPerch(phone)
  await askToSignIn(phone)
  await take('sign-in-menu')
  await continueWithPasskey(phone, username)
  await phone.match()
  await perchSays(phone, /with a passkey\.$/)
  await take('signed-in')
}

async function choose(phone: Phone, take: Take): Promise<void> {
  const { sheet } = phone
  await signOutOfPerch(phone)
  await askToSignIn(phone)
  await continueWithKeyward(phone)
  await phone.match()
  await sheet.getByRole('group', { name: 'Choose a passkey' }).waitFor()
  await take('choose')
  await sheet.getByRole('button', { name: 'Sign in', exact: true }).click()
  await perchSays(phone, /with a passkey\.$/)
}

/** What stands in the way now and then. */
async function hindered(phone: Phone, take: Take): Promise<void> {
  const { sheet } = phone
  await addPasskey(phone)
  await continueWithKeyward(phone)
  await phone.noMatch()
  await sheet.getByText('That was no match').first().waitFor()
  await take('no-match')
  await sheet.getByRole('button', { name: `Use ${phone.biometricName}` }).click()
  await phone.match()
  await sheet.getByRole('heading', { name: /^You have a passkey/ }).waitFor()
  await take('excluded')
  await cancelSheet(phone)
  await setAirplaneMode(phone, true)
  await take('system-settings')
  await phone.open('Keyward')
  await phone.keyward
    .getByText(/^Offline/)
    .first()
    .waitFor()
  await take('accounts-offline')
  await setAirplaneMode(phone, false)
  await phone.open('Keyward')
}

/** Every screen of the app, on the phone that is open. */
export async function takePlaces(
  phone: Phone,
  places: readonly Place[],
  camera: Camera,
): Promise<void> {
  const frame = await appFrame(phone)
  for (const { name, path } of places) {
    await goTo(frame, path)
    await camera.take(phone.page, `app-${name}`)
  }
}
