import type { Page } from 'playwright-core'
import type { Person } from '../../server/cases/people.ts'

/** Saves the passkey of this prompt in a new account. */
export async function saveInNewAccount(prompt: Page, person: Person): Promise<void> {
  await verify(prompt, person)
  await prompt.getByRole('heading', { name: 'Create Passkey' }).waitFor()
  await prompt.getByRole('button', { name: 'New account' }).click()
  await prompt.getByRole('heading', { name: 'Create Account' }).waitFor()
  await clickLast(prompt, 'Save')
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
  await pressLastEnter(prompt)
}

/** Waits until the prompt has closed itself. */
export async function closed(prompt: Page): Promise<void> {
  if (!prompt.isClosed()) await prompt.waitForEvent('close', { timeout: 10_000 })
}

/** What people take to read a question at least: who answers sooner has to show who they are. */
const READING = 600

/** What answers a question, whatever it is. */
const ANSWERS = /^(Sign in|Save|Tell the app|Confirm|Unlock|Close)$/

/** Presses this button once it was there to be read. */
export async function choose(prompt: Page, name: string): Promise<void> {
  await prompt.getByRole('button', { name, exact: true }).waitFor()
  await prompt.waitForTimeout(READING)
  await clickLast(prompt, name)
}

/** Clicks a button that may end the prompt: its window can be gone before the click is over. */
export async function clickLast(prompt: Page, name: string): Promise<void> {
  const clicking = prompt.getByRole('button', { name, exact: true }).click()
  await clicking.catch((error: unknown) => {
    if (!prompt.isClosed()) throw error
  })
}

/** Presses Enter where it may end the prompt: its window can be gone before the key is up. */
export async function pressLastEnter(prompt: Page): Promise<void> {
  await prompt.keyboard.press('Enter').catch(() => closed(prompt))
}

/**
 * Presses a key on what has been read, which may end the prompt: its window can be gone before the
 * key is up.
 */
export async function press(prompt: Page, key: 'Enter' | 'Escape'): Promise<void> {
  if (key === 'Enter') {
    await prompt.getByRole('button', { name: ANSWERS }).first().waitFor()
    await prompt.waitForTimeout(READING)
  }
  await prompt.keyboard.down(key)
  await prompt.keyboard.up(key).catch(() => undefined)
}
