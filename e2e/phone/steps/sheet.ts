import type { Phone } from '../phone.ts'
import { sheetFrame } from '../screens/places.ts'
import { continueWithKeyward } from './menu.ts'
import { addPasskey, perchSays, signUpAtPerch } from './perch.ts'
import { allowAutoFill, notNow, signIn } from './set-up.ts'

/** What somebody does on the sheet in which Keyward answers. */

/** From Perch's button to the screen Create Passkey: the menu, Continue, one check of the person. */
export async function askForPasskey(phone: Phone): Promise<void> {
  await addPasskey(phone)
  await continueWithKeyward(phone)
  await phone.match()
  await atCreatePasskey(phone)
}

/** Waits for the screen Create Passkey with its two sections. */
export async function atCreatePasskey({ sheet }: Phone): Promise<void> {
  await sheet.getByRole('heading', { name: 'Create Passkey' }).waitFor()
  await sheet.getByText('Update existing account').first().waitFor()
  await sheet.getByRole('heading', { name: 'Create new item for "Perch"' }).waitFor()
}

/** Create new item: ends on the screen Create Account. */
export async function newAccount({ sheet }: Phone): Promise<void> {
  await sheet.getByRole('button', { name: 'New account' }).click()
  await sheet.getByRole('heading', { name: 'Create Account' }).waitFor()
}

/** Update existing account: chooses it by the app and the username. */
export async function existingAccount({ sheet }: Phone, username: string): Promise<void> {
  await sheet.getByRole('radio', { name: `Perch · ${username}` }).check()
}

export async function save({ sheet }: Phone): Promise<void> {
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
}

/** The success screen, and Perch's word that it has the passkey. */
export async function savedAndAdded(
  phone: Phone,
  how = 'Saved on this phone and on the server.',
): Promise<void> {
  const { sheet } = phone
  await sheet.getByText('Passkey saved').first().waitFor({ state: 'attached' })
  await sheet.getByText(how, { exact: true }).waitFor({ state: 'attached' })
  const done = sheet.getByRole('button', { name: 'Done' })
  // The screen goes by itself after a moment, which may be before it is looked at, or pressed.
  await done.click({ timeout: 2000 }).catch(() => undefined)
  await perchSays(phone, /^Passkey added: /)
}

/** How long the success is shown, in milliseconds. */
const SHOWN = 1600

/** Saves, and looks at the success for longer than it is shown to people. */
export async function saveAndLook(phone: Phone, look: () => Promise<void>): Promise<void> {
  const frame = await sheetFrame(phone)
  await frame.evaluate((shown) => {
    const { setTimeout: inTime } = globalThis
    const later = (act: () => void, ms = 0): unknown => inTime(act, ms === shown ? ms * 100 : ms)
    globalThis.setTimeout = later as typeof setTimeout
  }, SHOWN)
  await save(phone)
  await phone.sheet.getByRole('heading', { name: 'Passkey saved' }).waitFor()
  await look()
  await phone.sheet.getByRole('button', { name: 'Done' }).click()
  await perchSays(phone, /^Passkey added: /)
}

/** A passkey for whoever is signed in to Perch, in a new account. */
export async function makePasskey(phone: Phone): Promise<void> {
  await askForPasskey(phone)
  await newAccount(phone)
  await save(phone)
  await savedAndAdded(phone)
}

export async function cancelSheet({ sheet }: Phone): Promise<void> {
  await sheet.getByRole('button', { name: 'Cancel', exact: true }).click()
}

/** The screen that turns on Biometrics Login inside a request, in the words of the device. */
export async function atTurnOn({ sheet, biometricName }: Phone): Promise<void> {
  const name = `Turn on ${biometricName} to unlock Passkeys`
  await sheet.getByRole('heading', { name }).waitFor()
}

/** A phone with AutoFill alone, whose app is not running, and whose sheet is asked. */
export async function lockedWithoutBiometrics(phone: Phone, username: string): Promise<void> {
  await signIn(phone)
  await notNow(phone)
  await allowAutoFill(phone)
  await phone.kill('Keyward')
  await signUpAtPerch(phone, username)
  await addPasskey(phone)
  await continueWithKeyward(phone)
}
