import { listAccounts } from '@keyward/keyholder/commands'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { synchronised } from '../server/cases/people.ts'
import { answerOf, askPage, credentialFor, isWaiting } from './probes/answer.ts'
import { clickLast, closed, press, saveInNewAccount, verify } from './steps/prompt.ts'
import { openSignedIn, type SignedIn } from './world/signed-in.ts'
import { UMA } from './world/world.ts'

const SITE = 'heron.test'
const OPEN = `{ userVerification: 'discouraged' }`

let here: SignedIn
let page: Page

// One story: an extension that is unlocked, then locked by time, then cut off, then removed.
beforeAll(async () => {
  here = await openSignedIn()
  page = await here.visit(SITE)
  await saveInNewAccount(await asked('create'), UMA)
  await credentialFor(page)
}, 120_000)
afterAll(() => here?.close())

async function asked(verb: 'create' | 'get', publicKey?: string): Promise<Page> {
  await page.bringToFront()
  return here.browser.prompted(() => askPage(page, verb, publicKey))
}

describe('[C63] a page on which browsers let no extension work', () => {
  test.each([
    'chromewebstore.google.com',
    'chrome.google.com',
    'accounts.firefox.com',
    'addons.mozilla.org',
  ])('%s: the popup says so, and what works there', async (host) => {
    const tab = await here.browser.context.newPage()
    // Nothing leads there from here: the address of a page that did not load is its address.
    await tab.goto(`https://${host}/`).catch(() => undefined)
    await tab.bringToFront()
    await here.popup.reload()
    const words = 'The browser lets no extension work on this page. Its own passkeys do.'
    await here.popup.getByText(words).waitFor()
    expect(await here.popup.getByRole('switch').count()).toBe(0)
    await tab.close()
  })
})

const LOCALES = ['ar-EG', 'fa-IR', 'th-TH', 'ja-JP', 'tr-TR'] as const

test.each(LOCALES)(
  '[C70] in a browser of the language %s the list, the account and the prompt open with their dates',
  async (locale) => {
    const { popup, browser } = here
    const errors: string[] = []
    popup.on('pageerror', (error) => errors.push(error.message))
    // Chromium's own override, of the process in which the extension's pages are.
    const devtools = await browser.context.newCDPSession(popup)
    await devtools.send('Emulation.setLocaleOverride', { locale })
    try {
      await atAccounts()
      await popup.getByRole('link', { name: /ada/ }).first().click()
      await popup
        .getByRole('heading', { name: /Passkeys?/ })
        .first()
        .waitFor()
      expect(await readsWell(popup, locale)).toBe(true)
      const prompt = await asked('get', OPEN)
      await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
      expect(await readsWell(prompt, locale)).toBe(true)
      await press(prompt, 'Enter')
      await credentialFor(page)
    } finally {
      await devtools.send('Emulation.setLocaleOverride', {})
      await devtools.detach()
    }
    expect(errors).toEqual([])
  },
)

/** The accounts, anew, in the popup in front. */
async function atAccounts(): Promise<void> {
  const { popup, browser } = here
  await popup.bringToFront()
  await popup.goto(`${browser.origin}app/index.html?popup#/accounts`)
  await popup.reload()
  await popup.getByRole('heading', { name: 'Accounts' }).waitFor()
}

async function readsWell(tab: Page, locale: string): Promise<boolean> {
  const own = await tab.evaluate('new Intl.DateTimeFormat().resolvedOptions().locale')
  return own === locale && !/Invalid|NaN/.test(await tab.locator('body').innerText())
}

describe('[C68] the time after which it locks', () => {
  test('is that of the clock on the wall: a machine that slept past it wakes up locked', async () => {
    const { popup, browser } = here
    await atAccounts()
    // What an alarm that could not ring leaves behind.
    await browser.stopWorker()
    await popup.evaluate(`chrome.storage.session.get('keyward.unlocked').then((kept) =>
      chrome.storage.session.set({ 'keyward.unlocked':
        { ...kept['keyward.unlocked'], until: Date.now() - 1000 } }))`)
    const prompt = await asked('get', OPEN)
    await prompt.getByRole('heading', { name: 'Unlock Keyward' }).waitFor()
    // The other page of the extension is no way around it.
    await popup.bringToFront()
    await popup.getByRole('textbox', { name: 'Passphrase' }).waitFor()
    await verify(prompt, UMA)
    await prompt.getByRole('heading', { name: /Sign in to/ }).waitFor()
    await press(prompt, 'Enter')
    expect((await credentialFor(page)).response.signature).not.toBe('')
  })

  test('counts at each use of a key, in a window that was open all the time', async () => {
    const { popup } = here
    await atAccounts()
    await popup.clock.setSystemTime(Date.now() + 24 * 3_600_000)
    await popup.getByRole('link', { name: /ada/ }).first().click()
    await popup.getByRole('textbox', { name: 'Passphrase' }).waitFor()
    expect(await popup.getByRole('link', { name: /ada/ }).count()).toBe(0)
    await popup.clock.setSystemTime(Date.now())
  })
})

describe('[C67] a server', () => {
  test('that cannot be reached: signing in works, and a new passkey is sent once it can be', async () => {
    await here.world.server.stop()
    const prompt = await asked('get')
    await verifyOrChoose(prompt)
    await credentialFor(page)
    const ben = `{ user: { id: new Uint8Array([2]), name: 'ben', displayName: '' } }`
    await saveInNewAccount(await asked('create', ben), UMA)
    await credentialFor(page)
    const { server, uma } = here.world
    await server.start()
    await here.popup.reload()
    const sent = async (): Promise<number> => {
      await synchronised(uma)
      return listAccounts(await uma.desk(), 'ben', 1).length
    }
    await expect.poll(sent, { timeout: 20_000, interval: 500 }).toBe(1)
  })

  test('that has removed this browser: the person reads why before the page is told', async () => {
    // The prompt alone is to learn it.
    await here.popup.close()
    await synchronised(here.world.uma)
    await removeBrowser(here)
    const prompt = await asked('create')
    await prompt.getByRole('heading', { name: 'This browser was removed' }).waitFor()
    // They come while the passphrase is asked for: the Enter behind it closes nothing unread.
    await prompt.keyboard.press('Enter')
    await page.waitForTimeout(500)
    expect(await isWaiting(page)).toBe(true)
    await clickLast(prompt, 'Close')
    expect(await answerOf(page)).toEqual({ error: 'NotAllowedError' })
  })
})

async function verifyOrChoose(prompt: Page): Promise<void> {
  const choice = prompt.getByRole('heading', { name: /Sign in to/ })
  const unlock = prompt.getByRole('heading', { name: 'Unlock Keyward' })
  await choice.or(unlock).waitFor()
  const isFirst = await choice.isVisible()
  if (isFirst) await press(prompt, 'Enter')
  await verify(prompt, UMA)
  if (isFirst) return closed(prompt)
  await choice.waitFor()
  await press(prompt, 'Enter')
}

/** Takes the browser out of the workspace, from Uma's other device. */
async function removeBrowser({ world: { uma } }: SignedIn): Promise<void> {
  const { memberId, deviceId: own } = uma.session.unlocked()
  const devices = [...uma.session.membership().state.devices.values()]
  const browser = devices.find(
    (each) => each.memberId === memberId && each.deviceId !== own && each.removedAt === null,
  )
  if (browser === undefined) throw new Error('The browser is no device of Uma’s.')
  const { deviceId } = browser
  await uma.session.removeOwnDevice({ deviceId, passphrase: UMA.passphrase })
}
