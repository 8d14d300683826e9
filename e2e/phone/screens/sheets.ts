import type { Phone } from '../phone.ts'
import { continueWithKeyward } from '../steps/menu.ts'
import {
  addPasskey,
  askToSignIn,
  perchSays,
  signOutOfPerch,
  signUpAtPerch,
} from '../steps/perch.ts'
import { setAirplaneMode } from '../steps/settings.ts'
import {
  askForPasskey,
  atTurnOn,
  cancelSheet,
  existingAccount,
  newAccount,
  saveAndLook,
} from '../steps/sheet.ts'

/** Looks at what the sheet shows now. */
export type Look = (name: string) => Promise<void>

/** From a first passkey, which turns on Biometrics Login, to a second one that waits to sync. */
export async function lookAtCreating(phone: Phone, username: string, look: Look): Promise<void> {
  const { sheet, biometricName } = phone
  await signUpAtPerch(phone, username)
  await addPasskey(phone)
  await continueWithKeyward(phone)
  await atTurnOn(phone)
  await look('turn-on')
  await sheet.getByRole('button', { name: `Turn on ${biometricName}` }).click()
  await phone.cancelPrompt()
  await sheet.getByText('It is not turned on yet').first().waitFor()
  await look('turn-on-cancelled')
  await sheet.getByRole('button', { name: `Turn on ${biometricName}` }).click()
  await phone.match()
  await sheet.getByRole('button', { name: 'New account' }).waitFor()
  await look('create-passkey')
  await newAccount(phone)
  await sheet.getByText('This username is free').waitFor()
  await look('create-account')
  await saveAndLook(phone, () => look('saved'))

  await addPasskey(phone)
  await continueWithKeyward(phone)
  await phone.prompt.waitFor()
  await look('waiting')
  await phone.cancelPrompt()
  await sheet.getByText('Not confirmed yet').first().waitFor()
  await look('unverified')
  await sheet.getByRole('button', { name: `Use ${biometricName}` }).click()
  await phone.match()
  await sheet.getByRole('heading', { name: /^You have a passkey/ }).waitFor()
  await look('excluded')
  await sheet.getByRole('button', { name: 'Tell the app' }).click()

  await signOutOfPerch(phone)
  await signUpAtPerch(phone, `${username}.second`)
  await setAirplaneMode(phone, true)
  await phone.open('Perch')
  await askForPasskey(phone)
  await look('create-passkey-existing')
  await newAccount(phone)
  await sheet.getByLabel('Username').fill(username)
  await sheet
    .getByText(/Another account has this username/)
    .first()
    .waitFor()
  await look('username-taken')
  await sheet.getByRole('button', { name: 'Back' }).click()
  await existingAccount(phone, username)
  await saveAndLook(phone, () => look('saved-waiting'))
  await setAirplaneMode(phone, false)
  await phone.open('Perch')
}

/** The choice between the passkeys of an app. */
export async function lookAtSigningIn(phone: Phone, look: Look): Promise<void> {
  const { sheet } = phone
  await signOutOfPerch(phone)
  await askToSignIn(phone)
  await continueWithKeyward(phone)
  await phone.match()
  await sheet.getByRole('group', { name: 'Choose a passkey' }).waitFor()
  await look('choose-passkey')
  await cancelSheet(phone)
  await perchSays(phone, /^You are not signed in\./)
}

/** An app that its site does not name: Android leaves that to Keyward. */
export async function lookAtDoubts(phone: Phone, username: string, look: Look): Promise<void> {
  const { sheet } = phone
  await nameNoApps(phone)
  await signUpAtPerch(phone, username)
  await addPasskey(phone)
  await continueWithKeyward(phone)
  await phone.match()
  await sheet.getByRole('heading', { name: 'This app is not proven' }).waitFor()
  await look('trust')
  await sheet.getByRole('button', { name: 'Allow once' }).click()
  await sheet.getByRole('button', { name: 'New account' }).waitFor()
  await look('create-passkey-doubtful')
  await cancelSheet(phone)
}

/** From now on the phone hears that the site names no app as its own. */
export async function nameNoApps({ page }: Phone): Promise<void> {
  await page.route('**/system/asset-links*', (route) =>
    route.fulfill({ json: { status: 200, body: '[]' } }),
  )
}

/** Why the request ended is on the sheet; it is read, and closed. */
export async function lookAtEnding(phone: Phone, title: string, look: Look): Promise<void> {
  await phone.sheet.getByRole('heading', { name: title }).waitFor()
  await look(title)
  await phone.sheet.getByRole('button', { name: 'Close', exact: true }).click()
}
