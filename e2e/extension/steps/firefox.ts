import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'puppeteer-core'
import { password } from '../../perch-steps.ts'
import type { Person } from '../../server/cases/people.ts'
import { addressesAt, pageAt } from '../world/firefox-pages.ts'

/** What people do in Firefox, where pages are driven another way than in Chromium. */

const PROMPT = 'app/provider.html'

export async function press(page: Page, name: string): Promise<void> {
  const is = `normalize-space(.)="${name}" or @aria-label="${name}"`
  await page.locator(`::-p-xpath(//button[${is}])`).click()
}

export async function shows(page: Page, text: string): Promise<void> {
  await page.locator(`::-p-text(${text})`).wait()
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  const field = await page.locator(selector).waitHandle()
  await field.type(text)
}

export async function signInToExtension(page: Page, person: Person): Promise<void> {
  await press(page, 'Continue')
  await signInAgain(page, person)
}

/** Signs in where the extension knows its server already. */
export async function signInAgain(page: Page, person: Person): Promise<void> {
  await type(page, 'input[autocomplete=username]', person.address)
  await type(page, 'input[type=password]', person.passphrase)
  await press(page, 'Sign in')
  await shows(page, 'Accounts')
}

/** Locks the extension on a page of its own. */
export async function lockExtension(page: Page): Promise<void> {
  await page.bringToFront()
  await press(page, 'Lock now')
  await page.locator('input[type=password]').wait()
}

/** Signs out where the extension is locked. */
export async function signOutHere(page: Page): Promise<void> {
  const name = 'Sign out of this device'
  await press(page, name)
  const confirm = `//*[@role="alertdialog"]//button[normalize-space(.)="${name}"]`
  await page.locator(`::-p-xpath(${confirm})`).click()
  await shows(page, 'Continue')
}

export async function signUpAtPerch(page: Page, perch: string, username: string): Promise<void> {
  await page.goto(`${perch}/sign-up`)
  await type(page, 'input[name=username]', username)
  await type(page, 'input[type=password]', password)
  await press(page, 'Sign up')
  await shows(page, 'No passkeys yet')
}

export async function signOutOfPerch(page: Page): Promise<void> {
  await page.locator('summary[aria-label^="Account menu"]').click()
  await press(page, 'Sign out')
  await page.locator('input[name=username]').wait()
}

/** The prompt that comes of this. */
export async function prompted(browser: Browser, act: () => Promise<unknown>): Promise<Page> {
  const before = await addressesAt(browser, PROMPT)
  await act()
  return pageAt(browser, PROMPT, before)
}

/** How many prompts are open. */
export async function openPrompts(browser: Browser): Promise<number> {
  return (await addressesAt(browser, PROMPT)).length
}

export async function verify(prompt: Page, person: Person): Promise<void> {
  await type(prompt, 'input[type=password]', person.passphrase)
  await prompt.keyboard.press('Enter')
}

/** Saves the passkey of this prompt in a new account. */
export async function saveInNewAccount(prompt: Page, person: Person): Promise<void> {
  await verify(prompt, person)
  await press(prompt, 'New account')
  await press(prompt, 'Save')
}

/** Signs in with the first passkey of this prompt, with the keyboard alone. */
export async function signInWithFirst(prompt: Page, person: Person): Promise<void> {
  await shows(prompt, 'Sign in to')
  await prompt.keyboard.press('Enter')
  await verify(prompt, person)
}

/** Waits until the background knows that there is a passkey: before that it leaves pages to the browser. */
export async function untilListed(app: Page): Promise<void> {
  await app.waitForFunction(`browser.storage.local.get('keyward.hints').then((kept) =>
    (kept['keyward.hints']?.rpIds.length ?? 0) > 0)`)
}

/** Waits until no prompt is open. */
export async function untilClosed(browser: Browser): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await openPrompts(browser)) === 0) return
    await sleep(50)
  }
  throw new Error('A prompt stays open.')
}
