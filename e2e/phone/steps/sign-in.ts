import type { Phone } from '../phone.ts'
import { continueWithKeyward, continueWithPasskey } from './menu.ts'
import { askToSignIn, perchSays, signOutOfPerch } from './perch.ts'

/** Signs in to Perch with the passkey that the system lists: it was tapped, so one check is all. */
async function signInWithListed(phone: Phone, username: string): Promise<void> {
  await askToSignIn(phone)
  await continueWithPasskey(phone, username)
  await phone.match()
  await signedIn(phone, username)
}

/**
 * Signs in with Keyward as a whole: with one candidate by one tap, with several by a choice.
 * @returns how many were offered
 */
export async function signInWithKeyward(phone: Phone, username: string): Promise<number> {
  await askToSignIn(phone)
  await continueWithKeyward(phone)
  await phone.match()
  const button = phone.sheet.getByRole('button', { name: 'Sign in', exact: true })
  await button.waitFor()
  const choices = await phone.sheet.getByRole('radio').count()
  if (choices > 0) await phone.sheet.getByRole('radio', { name: username }).check()
  await button.click()
  await signedIn(phone, username)
  return Math.max(choices, 1)
}

/**
 * Signs in with one of the passkeys of an account that has several.
 * @returns the username at Perch
 */
export async function signInWithNth(phone: Phone, account: string, nth: number): Promise<string> {
  await askToSignIn(phone)
  await continueWithKeyward(phone)
  await phone.match()
  const choices = phone.sheet.getByRole('group', { name: 'Choose a passkey' })
  await choices.getByRole('radio', { name: account }).nth(nth).check()
  await phone.sheet.getByRole('button', { name: 'Sign in', exact: true }).click()
  return whoIsSignedIn(phone)
}

async function whoIsSignedIn(phone: Phone): Promise<string> {
  await perchSays(phone, / with a passkey\.$/)
  const heading = phone.perch.getByRole('heading', { name: /^Signed in as / })
  return (await heading.innerText()).replace('Signed in as ', '')
}

/** Perch has verified the passkey and says who it is. */
async function signedIn(phone: Phone, username: string): Promise<void> {
  await perchSays(phone, `Signed in as ${username} with a passkey.`)
  await phone.perch.getByRole('heading', { name: `Signed in as ${username}` }).waitFor()
}

/** Signs out of Perch and in again with the passkey that the system lists. */
export async function comeBack(phone: Phone, username: string): Promise<void> {
  await signOutOfPerch(phone)
  await signInWithListed(phone, username)
}
