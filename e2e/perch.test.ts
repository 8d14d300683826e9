import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Locator, Page, Route } from 'playwright-core'
import {
  type Browser,
  type VirtualAuthenticator,
  addVirtualAuthenticator,
  launchSharedBrowser,
  type SharedBrowser,
} from './browser.ts'
import {
  addPasskey,
  namePasskey,
  password,
  signInWithPassword,
  signOut,
  signUp,
} from './perch-steps.ts'
import { type TestPerch, runPerch } from './perch.ts'

let perch: TestPerch
let chromium: SharedBrowser
let browser: Browser
let page: Page
let provider: VirtualAuthenticator
let complaints: string[]
let people = 0

beforeAll(async () => {
  perch = await runPerch()
  chromium = await launchSharedBrowser()
})
afterAll(async () => {
  await chromium.close()
  await perch.close()
})

beforeEach(async () => {
  browser = await chromium.visit()
  page = browser.page
  page.setDefaultTimeout(10_000)
  complaints = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  provider = await addVirtualAuthenticator(page)
})
afterEach(async () => {
  await browser.close()
  if (complaints.length > 0) throw new Error(`The page complained: ${complaints.join('; ')}`)
})

/** A signed-out person with one passkey, whose provider waits to be asked. */
async function personWithPasskey(): Promise<string> {
  people += 1
  const username = `person${people}`
  await signUp(page, perch.url, username)
  await addPasskey(page, perch.url)
  await namePasskey(page, 'Blue key')
  await provider.setPresence(false)
  await signOut(page)
  return username
}

/**
 * Lets the provider answer the next request. The one of the suggestions, which it let wait, stays
 * unanswered and is aborted by the page.
 */
async function answerNextRequest(): Promise<void> {
  const answer = async (route: Route) => {
    await provider.setPresence(true)
    await route.continue()
  }
  await page.route('**/api/authentication/options', answer, { times: 1 })
}

async function pressAndAnswer(name: string): Promise<void> {
  await answerNextRequest()
  await page.getByRole('button', { name }).click()
}

/** Waits until something is shown; a test fails that never sees it. */
async function shown(locator: Locator): Promise<boolean> {
  await locator.waitFor()
  return true
}

const notes = () => page.getByRole('heading', { name: 'Notes' })

describe('Perch in a browser', () => {
  test('sign up, add a passkey, name it, and see what Perch verified', async () => {
    await signUp(page, perch.url, 'dana')
    await page.getByText('No passkeys yet.').waitFor()
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    await page.getByRole('button', { name: 'Create a passkey' }).click()
    await namePasskey(page, 'Blue key')
    await page.getByRole('heading', { name: 'Blue key' }).waitFor()
    await page.getByRole('link', { name: 'Rename Blue key' }).waitFor()
    await page.getByLabel('Account menu of dana').click()
    await page.getByRole('link', { name: 'What Perch verified' }).first().click()
    await page.getByText('Registration verified').waitFor()
    await page.getByRole('row', { name: /UV User verified set/ }).waitFor()
    expect(await shown(page.getByText('Chromium virtual authenticator').first())).toBe(true)
  })

  test('sign in with the passkey of a username', async () => {
    const username = await personWithPasskey()
    await page.getByLabel('Username').fill(username)
    await pressAndAnswer('Use passkey')
    expect(await shown(notes())).toBe(true)
  })

  test('sign in with a passkey and no username, and post a note', async () => {
    await personWithPasskey()
    await pressAndAnswer('Sign in with a passkey')
    await notes().waitFor()
    await page.getByLabel('New note').fill('Two herons on the pond.')
    await page.getByRole('button', { name: 'Post note' }).click()
    expect(await shown(page.getByText('Two herons on the pond.'))).toBe(true)
  })

  test('sign in from the suggestions of the username field', async () => {
    await personWithPasskey()
    await provider.setPresence(true)
    await page.reload()
    await notes().waitFor()
    await page.goto(`${perch.url}/verified`)
    expect(await shown(page.getByText('Sign-in verified'))).toBe(true)
  })

  test('sign in with the keyboard alone', async () => {
    const username = await personWithPasskey()
    await page.getByLabel('Username').focus()
    await page.keyboard.type(username)
    for (const name of ['Password', 'Use password', 'Use passkey']) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      const label = (await focused.textContent()) || (await focused.getAttribute('id'))
      expect(label?.trim().toLowerCase()).toBe(name.toLowerCase())
    }
    await answerNextRequest()
    await page.keyboard.press('Enter')
    await notes().waitFor()
    await page.getByLabel(/^Account menu of/).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    const link = page.getByRole('link', { name: 'Login and authentication' })
    expect(await link.evaluate((each) => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    expect(await link.isVisible()).toBe(false)
  })

  test('a failed verification says so, loses nothing, and another attempt works', async () => {
    await personWithPasskey()
    let broken = true
    await page.route('**/api/authentication/verify', async (route) => {
      const answer = route.request().postDataJSON()
      if (broken) answer.response.signature = `${answer.response.signature.slice(0, -8)}AAAAAAAA`
      broken = false
      await provider.setPresence(false)
      await route.continue({ postData: JSON.stringify(answer) })
    })
    await pressAndAnswer('Sign in with a passkey')
    const problem = page.getByRole('alert').filter({ hasText: 'could not verify this passkey' })
    await problem.waitFor()
    expect(await problem.getByRole('link', { name: 'See what Perch verified' }).count()).toBe(1)
    await pressAndAnswer('Sign in with a passkey')
    await notes().waitFor()
    await page.goto(`${perch.url}/settings/login`)
    await page.getByRole('heading', { name: 'Blue key' }).waitFor()
  })

  test('a person whom the provider cannot verify gets no session, and can use the password', async () => {
    const username = await personWithPasskey()
    await provider.setUserVerified(false)
    await pressAndAnswer('Sign in with a passkey')
    await page.getByRole('alert').filter({ hasText: 'No passkey was used' }).waitFor()
    await provider.setPresence(false)
    await signInWithPassword(page, username)
    expect(await notes().count()).toBe(1)
  })

  test('deleting a passkey tells the provider, which forgets it', async () => {
    await signUp(page, perch.url, 'robin')
    await addPasskey(page, perch.url)
    await namePasskey(page, 'Blue key')
    expect(await provider.credentials()).toHaveLength(1)
    await page.getByRole('link', { name: 'Delete Blue key' }).click()
    await page.getByRole('button', { name: 'Delete passkey' }).click()
    await page.getByText('The passkey Blue key is deleted.').waitFor()
    await page.getByText('No passkeys yet.').waitFor()
    await expect.poll(() => provider.credentials()).toEqual([])
  })

  test('a second passkey of one provider is refused with the reason', async () => {
    await signUp(page, perch.url, 'wren')
    await addPasskey(page, perch.url)
    await page.goto(`${perch.url}/settings/login/passkeys/new`)
    await page.getByRole('button', { name: 'Create a passkey' }).click()
    const problem = page.getByRole('alert').filter({ hasText: 'already has a passkey' })
    expect(await shown(problem)).toBe(true)
  })

  test('the command line panel gives a request and takes an answer', async () => {
    await signUp(page, perch.url, 'finch')
    await page.goto(`${perch.url}/settings/login/passkeys/new`)
    await page.getByText('Use the command line instead').click()
    await page.getByRole('button', { name: 'Make a request' }).click()
    const request = page.getByLabel('Request', { exact: true })
    await expect.poll(() => request.inputValue()).toContain('"challenge"')
    const { options, origin } = JSON.parse(await request.inputValue())
    expect(origin).toBe(perch.url)
    expect(options.rp.id).toBe('perch.localhost')
    const answer = await page.evaluate(async (optionsJSON) => {
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(optionsJSON)
      const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
      return JSON.stringify(credential.toJSON())
    }, options)
    await page.getByLabel('Paste what it printed').fill('not JSON')
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await page.getByRole('alert').filter({ hasText: 'This is not JSON' }).waitFor()
    await page.getByLabel('Paste what it printed').fill(answer)
    await page.getByRole('button', { name: 'Send the answer' }).click()
    await page.getByRole('heading', { name: 'Passkey added' }).waitFor()
  })

  test('every field and button has a name, and no page is wider than 320 pixels', async () => {
    await provider.setPresence(false)
    await page.setViewportSize({ width: 320, height: 640 })
    const check = async (path: string) => {
      await page.goto(perch.url + path)
      for (const summary of await page.locator('.panel > summary').all()) await summary.click()
      const main = await page.getByRole('main').count()
      const titles = await page.getByRole('heading', { level: 1 }).count()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect({ path, main, titles, width }).toEqual({ path, main: 1, titles: 1, width: 320 })
      for (const role of ['button', 'link', 'textbox', 'combobox', 'checkbox'] as const) {
        const all = await page.getByRole(role).count()
        const named = await page.getByRole(role, { name: /\S/ }).count()
        expect({ path, role, named }).toEqual({ path, role, named: all })
      }
    }
    for (const path of ['/', '/sign-up', '/sign-in', '/verified', '/none']) await check(path)
    await provider.setPresence(true)
    await signUp(page, perch.url, 'a.very-long.username+with@many.letters.example')
    await addPasskey(page, perch.url)
    await namePasskey(page, 'A passkey with a rather long name, kept in the second drawer')
    for (const path of ['/', '/settings/login', '/settings/login/passkeys/new', '/verified']) {
      await check(path)
    }
  })

  test('a wrong password is answered beside the form, which keeps the username', async () => {
    await provider.setPresence(false)
    await page.goto(`${perch.url}/sign-in`)
    await page.getByLabel('Username').fill('nobody')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Use password' }).click()
    await page.getByRole('alert').filter({ hasText: 'do not match' }).waitFor()
    expect(await page.getByLabel('Username').inputValue()).toBe('nobody')
    expect(await page.getByLabel('Password').inputValue()).toBe('')
  })
})
