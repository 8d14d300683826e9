import type { Phone } from '../phone.ts'

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
export async function addPasskey({ perch, system }: Phone): Promise<void> {
  await perch.getByRole('button', { name: 'Add a passkey' }).click()
  await system.getByRole('dialog', { name: 'Create a passkey' }).waitFor()
}

export async function signOutOfPerch({ perch }: Phone): Promise<void> {
  await perch.getByRole('button', { name: 'Sign out' }).click()
  await perch.getByText('You are signed out.').waitFor()
}

/** Asks Perch to sign in with a passkey; ends at the system's menu. */
export async function askToSignIn({ perch, system }: Phone): Promise<void> {
  await perch.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await system.getByRole('dialog', { name: 'Sign in with a passkey' }).waitFor()
}

/** What Perch said last, once it does not wait any more. */
export async function perchSays({ perch }: Phone, text: string | RegExp): Promise<void> {
  await perch.getByRole('status').filter({ hasText: text }).waitFor()
}
