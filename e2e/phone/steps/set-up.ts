import type { Phone } from '../phone.ts'

/** What somebody does with Keyward's app to make a phone ready for passkeys. */

/** Opens Keyward as the person of the demonstration whose phone it is, up to Biometrics Login. */
export async function signIn(phone: Phone): Promise<void> {
  await phone.open('Keyward')
  await phone.keyward.getByRole('button', { name: /^Sign in as/ }).click()
  await biometricsHeading(phone).waitFor()
}

export function biometricsHeading({ keyward, biometricName }: Phone) {
  return keyward.getByRole('heading', { name: `Turn on ${biometricName} to unlock Passkeys` })
}

/** From the screen that asks for it to the one that asks for AutoFill. */
async function turnOnBiometrics(phone: Phone): Promise<void> {
  const { keyward, biometricName } = phone
  await keyward.getByRole('button', { name: `Turn on ${biometricName}` }).click()
  await phone.match()
  await keyward.getByRole('button', { name: 'Continue' }).click()
  await keyward.getByRole('heading', { name: 'Allow AutoFill' }).waitFor()
}

/** From the screen that asks for AutoFill, over the phone's settings, to the accounts. */
export async function allowAutoFill(phone: Phone): Promise<void> {
  const { keyward, system } = phone
  await keyward.getByRole('button', { name: 'Open settings' }).click()
  await system.getByRole('switch', { name: 'Keyward' }).check()
  await phone.open('Keyward')
  await keyward.getByText('AutoFill is allowed').waitFor()
  await keyward.getByRole('button', { name: 'Go to your accounts' }).click()
  await keyward.getByRole('heading', { name: 'Accounts' }).waitFor()
}

/** "Not now", on whichever screen offers it. */
export async function notNow({ keyward }: Phone): Promise<void> {
  await keyward.getByRole('button', { name: 'Not now' }).click()
}

/** A phone that is ready: signed in, Biometrics Login on, AutoFill allowed. */
export async function makeReady(phone: Phone): Promise<void> {
  await signIn(phone)
  await turnOnBiometrics(phone)
  await allowAutoFill(phone)
}
