import type { Page } from 'playwright-core'
import type { Person } from '../../server/cases/people.ts'

/** Signs a member in on the popup's page, and ends at the accounts. */
export async function signInToExtension(popup: Page, person: Person): Promise<void> {
  await popup.getByLabel('Server address').waitFor()
  await popup.getByRole('button', { name: 'Continue' }).click()
  // Not the field of the screen before, which is on its way out.
  await popup.getByLabel('Address', { exact: true }).fill(person.address)
  await popup.getByRole('textbox', { name: 'Passphrase' }).fill(person.passphrase)
  await popup.getByRole('button', { name: 'Sign in', exact: true }).click()
  const accounts = popup.getByRole('heading', { name: 'Accounts' })
  await accounts.waitFor({ timeout: 60_000 }).catch(async (cause: unknown) => {
    const says = await popup.locator('body').innerText()
    throw new Error(`Signed in to nothing: ${says}`, { cause })
  })
}

/** Locks the extension on the popup's page. */
export async function lockExtension(popup: Page): Promise<void> {
  await popup.bringToFront()
  await popup.getByRole('button', { name: 'Lock now' }).click()
  await popup.getByRole('textbox', { name: 'Passphrase' }).waitFor()
}
