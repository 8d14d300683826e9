import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'puppeteer-core'
import { password } from '../../perch-steps.ts'
import type { Person } from '../../server/cases/people.ts'

/** What people do in Firefox, where pages are driven another way than in Chromium. */

/** The page of this address, once it is open. */
export async function pageAt(browser: Browser, part: string): Promise<Page> {
  for (let tries = 0; tries < 200; tries += 1) {
    for (const page of await browser.pages())
      if ((await addressOf(page)).includes(part)) return page
    await sleep(100)
  }
  throw new Error(`No page of ${part} is open.`)
}

/** As the page itself knows it: of windows that an extension opens nothing else is told. */
async function addressOf(page: Page): Promise<string> {
  try {
    return (await page.evaluate('location.href')) as string
  } catch {
    return page.url()
  }
}

export async function press(page: Page, name: string): Promise<void> {
  await page.locator(`::-p-xpath(//button[normalize-space(.)="${name}"])`).click()
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
  await type(page, 'input[autocomplete=username]', person.address)
  await type(page, 'input[type=password]', person.passphrase)
  await press(page, 'Sign in')
  await shows(page, 'Accounts')
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

export async function verify(prompt: Page, person: Person): Promise<void> {
  await type(prompt, 'input[type=password]', person.passphrase)
  await prompt.keyboard.press('Enter')
}

/** Waits until no prompt is open. */
export async function untilClosed(browser: Browser): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const addresses = await Promise.all((await browser.pages()).map(addressOf))
    if (!addresses.some((address) => address.includes('provider.html'))) return
    await sleep(50)
  }
  throw new Error('A prompt stays open.')
}
