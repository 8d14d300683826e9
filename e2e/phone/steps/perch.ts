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
export async function addPasskey(phone: Phone): Promise<void> {
  await ask(phone, 'Add a passkey', 'Create a passkey')
}

export async function signOutOfPerch({ perch }: Phone): Promise<void> {
  await perch.getByRole('button', { name: 'Sign out' }).click()
  await perch.getByText('You are signed out.').waitFor()
}

/** Asks Perch to sign in with a passkey; ends at the system's menu. */
export async function askToSignIn(phone: Phone): Promise<void> {
  await ask(phone, 'Sign in with a passkey', 'Sign in with a passkey')
}

/**
 * Presses a button of Perch that makes the system's menu come. Chromium sends a press to where a frame
 * was drawn last, so that one on an app that has just come to the front can get lost: it is pressed
 * again if Perch has not heard it.
 */
async function ask({ perch, system }: Phone, button: string, menu: string): Promise<void> {
  const dialog = system.getByRole('dialog', { name: menu })
  const heard = perch.getByRole('status').filter({ hasText: 'Waiting for your passkey.' })
  for (let press = 0; press < 3; press += 1) {
    await perch.getByRole('button', { name: button }).click()
    const either = [heard, dialog].map((sign) => sign.waitFor({ timeout: 3000 }))
    const isHeard = await Promise.any(either).then(
      () => true,
      () => false,
    )
    if (isHeard) break
  }
  await dialog.waitFor()
}

/** What Perch said last, once it does not wait any more. */
export async function perchSays({ perch }: Phone, text: string | RegExp): Promise<void> {
  await perch.getByRole('status').filter({ hasText: text }).waitFor()
}
