import type { Page } from 'playwright-core'
import type { Person } from '../../server/cases/people.ts'

/** Saves the passkey of this prompt in a new account. */
export async function saveInNewAccount(prompt: Page, person: Person): Promise<void> {
  await verify(prompt, person)
  await prompt.getByRole('heading', { name: 'Create Passkey' }).waitFor()
  await prompt.getByRole('button', { name: 'New account' }).click()
  await prompt.getByRole('heading', { name: 'Create Account' }).waitFor()
  await prompt.getByRole('button', { name: 'Save' }).click()
}

/** Signs in with the first passkey of this prompt, with the keyboard alone [C66]. */
export async function signInWithFirst(prompt: Page, person: Person): Promise<void> {
  await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
  await prompt.keyboard.press('Enter')
  await verify(prompt, person)
}

/** Shows who this is. */
export async function verify(prompt: Page, person: Person): Promise<void> {
  await prompt.getByRole('textbox', { name: 'Passphrase' }).waitFor()
  await prompt.getByRole('textbox', { name: 'Passphrase' }).fill(person.passphrase)
  await prompt.keyboard.press('Enter')
}

/** Waits until the prompt has closed itself. */
export async function closed(prompt: Page): Promise<void> {
  if (!prompt.isClosed()) await prompt.waitForEvent('close', { timeout: 10_000 })
}
