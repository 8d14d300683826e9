import type { Phone } from '../phone.ts'
import { pressUntil } from './press.ts'

/** What somebody does in the app Perch, on a phone. */

const PASSWORD = 'correct horse battery'

/** Opens Perch, and makes an account there. Ends signed in. */
export async function signUpAtPerch(phone: Phone, username: string): Promise<void> {
  const { perch } = phone
  await phone.open('Perch')
  await perch.getByLabel('Username').fill(username)
  await perch.getByLabel('Password').fill(PASSWORD)
  await perch.getByRole('button', { name: 'Sign up', exact: true }).click()
  await perch.getByRole('heading', { name: `Signed in as ${username}` }).waitFor()
}

/** Asks Perch for a passkey; ends at the system's menu. */
export async function addPasskey(phone: Phone): Promise<void> {
  await ask(phone, 'Add a passkey', 'Create a passkey')
}

export async function signOutOfPerch({ perch }: Phone): Promise<void> {
  await perch.getByRole('button', { name: 'Sign out' }).click()
  await perch.getByText('You are signed out.').waitFor()
}

/** Whoever was signed in to Perch is not any more. */
export async function leavePerch(phone: Phone): Promise<void> {
  const signOut = phone.perch.getByRole('button', { name: 'Sign out' })
  const signUp = phone.perch.getByRole('button', { name: 'Sign up', exact: true })
  await phone.open('Perch')
  await signOut.or(signUp).first().waitFor()
  if (await signOut.isVisible()) await signOutOfPerch(phone)
}

/** Asks Perch to sign in with a passkey; ends at the system's menu. */
export async function askToSignIn(phone: Phone): Promise<void> {
  await ask(phone, 'Sign in with a passkey', 'Sign in with a passkey')
}

/** Presses a button of Perch that makes the system's menu come. */
async function ask({ perch, system }: Phone, button: string, menu: string): Promise<void> {
  const dialog = system.getByRole('dialog', { name: menu })
  const heard = perch.getByRole('status').filter({ hasText: 'Waiting for your passkey.' })
  await pressUntil(perch.getByRole('button', { name: button }), (timeout) =>
    Promise.any([heard, dialog].map((sign) => sign.waitFor({ timeout }))),
  )
  await dialog.waitFor()
}

/** What Perch said last, once it does not wait any more. */
export async function perchSays({ perch }: Phone, text: string | RegExp): Promise<void> {
  await perch.getByRole('status').filter({ hasText: text }).waitFor()
}
