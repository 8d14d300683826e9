import type { Phone } from '../phone.ts'

/** What people do with collections, in Keyward's app. */

/** A phone asks the server every 15 seconds, and dealing takes its time: milliseconds. */
const SOON = 60_000

/** Opens the list of collections, by the menu of the accounts. */
async function openCollections(phone: Phone): Promise<void> {
  const { keyward } = phone
  await openAccounts(phone)
  await keyward.getByRole('button', { name: 'More about accounts' }).click()
  await keyward.getByRole('menuitem', { name: 'Collections' }).click()
  await keyward.getByRole('heading', { name: 'Collections', level: 1 }).waitFor()
}

/** Opens the list of accounts, from wherever the app is. */
export async function openAccounts(phone: Phone): Promise<void> {
  const { keyward } = phone
  await phone.show()
  await phone.open('Keyward')
  await keyward.getByRole('link', { name: 'Accounts' }).first().click()
  await keyward.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
}

/** Opens one collection. */
export async function openCollection(phone: Phone, name: string): Promise<void> {
  const { keyward } = phone
  await openCollections(phone)
  await keyward.getByRole('link', { name: new RegExp(`^${name}`) }).click({ timeout: SOON })
  await keyward.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Makes a collection. Ends on its page. */
export async function makeCollection(phone: Phone, name: string): Promise<void> {
  const { keyward } = phone
  await openCollections(phone)
  await keyward.getByRole('button', { name: 'New collection' }).click()
  await keyward.getByLabel('Name of the collection').fill(name)
  await keyward.getByRole('button', { name: 'Make collection' }).click()
  await keyward.getByRole('heading', { name, level: 1 }).waitFor()
}

/** Puts accounts into the collection that is open, by their usernames. */
export async function putIn({ keyward }: Phone, usernames: readonly string[]): Promise<void> {
  await keyward.getByRole('button', { name: 'Add accounts' }).click()
  const sheet = keyward.getByRole('dialog')
  for (const username of usernames) await sheet.getByText(username, { exact: true }).click()
  await sheet.getByRole('button', { name: /^Add \d/ }).click()
  await sheet.waitFor({ state: 'detached' })
  for (const username of usernames)
    await keyward
      .getByRole('link', { name: new RegExp(username) })
      .first()
      .waitFor()
}

/** Shares the collection that is open, to sign in and no more. */
export async function shareWith({ keyward }: Phone, name: string): Promise<void> {
  await keyward.getByRole('button', { name: 'Share', exact: true }).click()
  const sheet = keyward.getByRole('dialog')
  await sheet.getByText(name, { exact: true }).click()
  await sheet.getByText('Signs in with the accounts in it').waitFor()
  await sheet.getByRole('button', { name: `Share with ${name}` }).click()
  await keyward.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor()
}

/**
 * Takes an account out of the collection that is open.
 * @returns what was said of it before
 */
export async function takeOut({ keyward }: Phone, username: string): Promise<string> {
  const cross = keyward.getByRole('button', { name: new RegExp(`^Take .*${username}`) })
  await cross.click()
  const question = keyward.getByRole('alertdialog')
  const said = await question.innerText()
  await question.getByRole('button', { name: 'Take out' }).click()
  await cross.waitFor({ state: 'detached' })
  return said
}

/** Revokes the access of a person to the collection that is open. */
export async function revokeCollection({ keyward }: Phone, name: string): Promise<void> {
  const row = keyward.getByRole('button', { name: new RegExp(`^${name}`) })
  await row.click()
  await keyward.getByRole('button', { name: 'Revoke access' }).click()
  const question = keyward.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Revoke access' }).click()
  await row.waitFor({ state: 'detached' })
}

/** Deletes the collection that is open. Ends on the list of collections. */
export async function deleteCollection({ keyward }: Phone): Promise<void> {
  await keyward.getByRole('button', { name: 'More about this collection' }).click()
  await keyward.getByRole('menuitem', { name: 'Delete collection' }).click()
  const question = keyward.getByRole('alertdialog')
  await question.getByText('The accounts in it stay').waitFor()
  await question.getByRole('button', { name: 'Delete collection' }).click()
  await keyward.getByRole('heading', { name: 'Collections', level: 1 }).waitFor()
}
