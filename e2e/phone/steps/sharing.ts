import type { Locator } from 'playwright-core'
import type { Phone } from '../phone.ts'
import { continueWithKeyward } from './menu.ts'
import { askToSignIn, perchSays } from './perch.ts'
import { pressUntil } from './press.ts'

/** What people do to share an account, and to use one that is shared with them. */

/** A phone asks the server every 15 seconds, and dealing takes its time: milliseconds. */
const SOON = 60_000

/** Opens the page of an account in Keyward's app, by its username. */
export async function openAccount(phone: Phone, username: string): Promise<void> {
  const { keyward } = phone
  await phone.show()
  await phone.open('Keyward')
  const people = keyward.getByRole('heading', { name: 'People' })
  const isThere = async (): Promise<boolean> =>
    (await people.isVisible()) && (await keyward.getByText(username).first().isVisible())
  if (await isThere()) return
  await keyward.getByRole('link', { name: 'Accounts' }).first().click()
  const row = keyward.getByRole('link', { name: new RegExp(username) })
  await row.first().click({ timeout: SOON })
  await people.waitFor()
}

/** Shares the account that is open: with a reason and an approval for each sign-in. Ends when some are prepared. */
export async function shareToSignIn({ keyward }: Phone, name: string): Promise<void> {
  await keyward.getByRole('button', { name: 'Share', exact: true }).click()
  await keyward.getByRole('checkbox', { name }).check({ force: true })
  await keyward.getByRole('radio', { name: /^Signs in only/ }).check({ force: true })
  await keyward.getByRole('button', { name: /^Limits/ }).click()
  await keyward.getByText('Ask for a reason').click()
  await keyward.getByText('Ask an Owner each time').click()
  await keyward.getByRole('button', { name: `Share with ${name}` }).click()
  const ready = rowOf(keyward, name).filter({ hasText: 'sign-ins ready' })
  await ready.waitFor({ timeout: SOON })
}

/** Shares the account that is open, to sign in with it and no more. Ends when it can be used. */
export async function shareWithoutLimits({ keyward }: Phone, name: string): Promise<void> {
  await keyward.getByRole('button', { name: 'Share', exact: true }).click()
  await keyward.getByRole('checkbox', { name }).check({ force: true })
  await keyward.getByRole('button', { name: `Share with ${name}` }).click()
  const ready = rowOf(keyward, name).filter({ hasText: 'Ready to sign in' })
  await ready.waitFor({ timeout: SOON })
}

/** Shares the account that is open with a whole team. Ends when the team stands among its people. */
export async function shareWithTeam({ keyward }: Phone, team: string): Promise<void> {
  await keyward.getByRole('button', { name: 'Share', exact: true }).click()
  await keyward.getByRole('checkbox', { name: team }).check({ force: true, timeout: SOON })
  await keyward.getByText('Whoever joins the team later gets the account too').waitFor()
  await keyward.getByRole('button', { name: `Share with ${team}` }).click()
  await rowOf(keyward, team).waitFor()
}

/** Ends when a person has the account that is open by a team, and sign-ins are prepared. */
export async function readyByTeam({ keyward }: Phone, name: string, team: string): Promise<void> {
  const row = rowOf(keyward, name).filter({ hasText: `by ${team}` })
  await row.filter({ hasText: 'sign-ins ready' }).waitFor({ timeout: SOON })
}

/** Ends when a person is gone from the account that is open. */
export async function goneFrom({ keyward }: Phone, name: string): Promise<void> {
  await rowOf(keyward, name).waitFor({ state: 'detached', timeout: SOON })
}

/** One sign-in, for which nothing else is asked. Ends when the limits are said on the page. */
export async function limitToOneSignIn({ keyward }: Phone, name: string): Promise<void> {
  await rowOf(keyward, name).click()
  await keyward.getByRole('button', { name: 'Change role or limits' }).click()
  await keyward.getByLabel('Number of sign-ins').fill('1')
  await keyward.getByText('Ask for a reason').click()
  await keyward.getByText('Ask an Owner each time').click()
  await keyward.getByRole('button', { name: 'Save' }).click()
  const limited = rowOf(keyward, name).filter({ hasText: '1 of 1 sign-in left' })
  await limited.waitFor({ timeout: SOON })
}

/** Revokes the access of a person to the account that is open. Ends when it is said to be gone. */
export async function revokeAccess({ keyward }: Phone, name: string): Promise<void> {
  await rowOf(keyward, name).click()
  await keyward.getByRole('button', { name: 'Revoke access' }).click()
  const question = keyward.getByRole('alertdialog')
  await question.getByText('A session that is open at the app goes on').waitFor()
  await question.getByRole('button', { name: 'Revoke access' }).click()
  await keyward.getByText(`${name} no longer has this account.`).waitFor()
  await rowOf(keyward, name).waitFor({ state: 'detached' })
}

/** Asks to sign in to Perch with the one passkey that there is; ends where it is confirmed. */
export async function askWithShared(phone: Phone): Promise<void> {
  await phone.show()
  await phone.open('Perch')
  await askToSignIn(phone)
  await continueWithKeyward(phone)
  await phone.match()
  await confirmButton(phone).waitFor()
}

export async function confirmShared(phone: Phone): Promise<void> {
  const button = confirmButton(phone)
  const open = button.and(phone.sheet.locator(':not([data-pending])'))
  await pressUntil(button, (timeout) => open.waitFor({ state: 'hidden', timeout }))
}

/** Asks to sign in with a reason, up to waiting for an Owner. */
export async function askWithReason(phone: Phone, reason: string): Promise<void> {
  await askWithShared(phone)
  const field = phone.sheet.getByLabel('Reason')
  await pressUntil(confirmButton(phone), (timeout) => field.waitFor({ timeout }))
  await field.fill(reason)
  await confirmShared(phone)
  await phone.sheet.getByText('Waiting for an Owner to approve').last().waitFor()
}

/** What an Owner's phone shows of somebody who asks to sign in. */
export async function askedBy(phone: Phone, name: string): Promise<Locator> {
  await phone.show()
  await phone.open('Keyward')
  await phone.keyward.getByRole('button', { name: 'Look' }).click({ timeout: SOON })
  return phone.keyward.getByRole('article', { name: `${name} asks to sign in` })
}

export async function signedInAs(phone: Phone, username: string): Promise<void> {
  await perchSays(phone, `Signed in as ${username} with a passkey.`)
}

/** The screen that says why there is no signing in, read and closed. */
export async function refusalOf({ sheet }: Phone): Promise<string> {
  const close = sheet.getByRole('button', { name: 'Close' })
  await close.waitFor().catch(async (error: unknown) => {
    const shown = await sheet.getByRole('main').innerText({ timeout: 1000 }).catch(String)
    throw new Error(`No refusal is shown, but: ${shown}`, { cause: error })
  })
  const said = await sheet.getByRole('main').innerText()
  await close.click()
  return said
}

function confirmButton({ sheet }: Phone): Locator {
  return sheet.getByRole('button', { name: 'Sign in', exact: true })
}

function rowOf(keyward: Phone['keyward'], name: string): Locator {
  return keyward.getByRole('button', { name: new RegExp(`^${name}`) })
}
