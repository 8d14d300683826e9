import type { Page } from 'playwright-core'

/** What people do at Perch, for tests that are about something else. */

export const password = 'correct horse battery'

/** Makes an account and ends on the page "Login and authentication". */
export async function signUp(page: Page, perchUrl: string, username: string): Promise<void> {
  await page.goto(`${perchUrl}/sign-up`)
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign up' }).click()
  await page.waitForURL('**/settings/login')
}

/** Adds a passkey with whatever answers the page's request; ends where it can be named. */
export async function addPasskey(page: Page, perchUrl: string): Promise<void> {
  await page.goto(`${perchUrl}/settings/login/passkeys/new`)
  await page.getByRole('button', { name: 'Create a passkey' }).click()
  await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
}

/** Names the passkey that was just added. */
export async function namePasskey(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Save name' }).click()
  await page.waitForURL('**/settings/login')
}

export async function signOut(page: Page): Promise<void> {
  await page.getByLabel(/^Account menu of/).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
}

export async function signInWithPassword(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Use password' }).click()
  await page.getByRole('heading', { name: 'Notes' }).waitFor()
}
